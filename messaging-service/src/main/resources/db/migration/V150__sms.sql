-- The channel that is left when WhatsApp did not reach somebody.

create table sms_senders (
    tenant_id             uuid        not null,
    id                    uuid        not null,
    account_sid           text        not null, -- Twilio's
    auth_token            bytea       not null, -- AES-256-GCM, bound to tenant, column and row
    token_last_four       text        not null,
    previous_token        bytea,                -- still signs callbacks for a while after a rotation
    previous_token_until  timestamptz,
    sends_from            text        not null, -- a number, a name, or a messaging service that chooses one
    for_otp               boolean     not null,
    for_transactional     boolean     not null,
    otp_after_seconds     integer     not null check (otp_after_seconds between 5 and 300),
    status                text        not null default 'active' check (status in ('active', 'paused')),
    status_reason         text,
    removed_at            timestamptz,
    version               bigint      not null default 0,
    created_at            timestamptz not null,
    primary key (tenant_id, id)
);
create unique index sms_senders_one on sms_senders (tenant_id) where removed_at is null;
select protect('sms_senders');

-- Whose sender a callback's address names: ids only, read before any tenant is known.
create table sms_sender_owners (
    sender    uuid primary key,
    tenant_id uuid not null
);

alter table messages
    add column channel      text not null default 'whatsapp' check (channel in ('whatsapp', 'sms')),
    add column sms_sender   uuid, -- it goes through or came in by
    add column instead_of   uuid, -- the message that did not arrive
    add column instead_code text, -- why it did not
    add foreign key (tenant_id, sms_sender) references sms_senders (tenant_id, id),
    add foreign key (tenant_id, instead_of) references messages (tenant_id, id);
-- A message is followed by one other at most.
create unique index messages_instead_of on messages (tenant_id, instead_of) where instead_of is not null;

-- Who wants no text messages; the provider refuses to carry any to them (21610).
create table sms_stops (
    tenant_id  uuid        not null,
    contact_id uuid        not null,
    stopped_at timestamptz not null,
    primary key (tenant_id, contact_id),
    foreign key (tenant_id, contact_id) references contacts (tenant_id, id) on delete cascade
);
select protect('sms_stops');
