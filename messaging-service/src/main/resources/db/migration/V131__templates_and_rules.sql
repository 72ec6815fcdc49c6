-- A tenant's own templates, and which event speaks with which of them to whom.

create table templates (
    tenant_id            uuid        not null,
    id                   uuid        not null,
    name                 text        not null,
    language             text        not null,
    category             text        not null check (category in ('utility', 'marketing')),
    header               text,
    body                 text        not null,
    footer               text,
    named                boolean     not null, -- {{first_name}} and not {{1}}
    variables            text[]      not null, -- in the order of their first place
    examples             text[]      not null,
    buttons              jsonb       not null default '[]',
    status               text        not null check (status in
        ('draft', 'pending', 'approved', 'rejected', 'paused', 'disabled')),
    reason               text,
    provider_id          text,
    upcoming_category    text,
    upcoming_category_at timestamptz,
    version              bigint      not null default 0,
    created_at           timestamptz not null,
    updated_at           timestamptz not null,
    primary key (tenant_id, id),
    unique (tenant_id, name, language)
);
select protect('templates');

-- What differs from the defaults.
create table notification_rules (
    tenant_id  uuid        not null,
    event      text        not null,
    audience   text        not null check (audience in ('customer', 'packers')),
    enabled    boolean     not null,
    template   text        not null,
    language   text,
    version    bigint      not null default 0,
    updated_at timestamptz not null,
    primary key (tenant_id, event, audience)
);
select protect('notification_rules');
