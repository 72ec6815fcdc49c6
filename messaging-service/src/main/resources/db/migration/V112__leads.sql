-- Somebody who may become a customer: a stranger who wrote, a click on an advertisement, or told by API.

create table leads (
    tenant_id    uuid        not null,
    id           uuid        not null,
    contact_id   uuid,                 -- null until they have written or become a contact
    phone        text,
    name         text,
    source       text        not null check (source in ('inbound', 'ad', 'api')),
    referral     jsonb,                -- the advertisement, as WhatsApp told it
    status       text        not null check (status in ('new', 'qualified', 'won', 'lost')),
    note         text,
    converted_at timestamptz,
    version      bigint      not null default 0,
    created_at   timestamptz not null,
    updated_at   timestamptz not null,
    primary key (tenant_id, id),
    foreign key (tenant_id, contact_id) references contacts (tenant_id, id)
);
create unique index leads_open on leads (tenant_id, contact_id) where status in ('new', 'qualified');
create index leads_status on leads (tenant_id, status, id desc);
select protect('leads');
