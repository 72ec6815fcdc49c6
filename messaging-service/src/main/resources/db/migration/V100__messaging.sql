-- People, what they allowed, the numbers the business speaks from, and every message with its reasons.

create table contacts (
    tenant_id  uuid        not null,
    id         uuid        not null,
    phone      text        not null, -- E.164
    wa_id      text,                 -- WhatsApp's own spelling; may differ from the phone
    name       text,
    time_zone  text,
    locale     text,
    version    bigint      not null default 0,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    primary key (tenant_id, id),
    unique (tenant_id, phone)
);
create index contacts_wa_id on contacts (tenant_id, wa_id);
select protect('contacts');

-- Append-only ledger; the latest row of a purpose counts.
create table consents (
    tenant_id   uuid        not null,
    id          uuid        not null, -- UUIDv7: the order of the ledger
    contact_id  uuid        not null,
    purpose     text        not null check (purpose in ('marketing', 'transactional')),
    decision    text        not null check (decision in ('granted', 'revoked')),
    source      text        not null, -- api, keyword, provider …
    wording     text,
    recorded_at timestamptz not null,
    primary key (tenant_id, id),
    foreign key (tenant_id, contact_id) references contacts (tenant_id, id)
);
create index consents_latest on consents (tenant_id, contact_id, purpose, id desc);
select protect('consents');

create table phone_numbers (
    tenant_id           uuid        not null,
    id                  uuid        not null,
    phone_number_id     text        not null, -- Meta's id
    display_phone       text        not null,
    waba_id             text,
    access_token        bytea       not null, -- AES-256-GCM, bound to tenant, column and row
    token_last_four     text        not null,
    messages_per_second integer     not null default 80 check (messages_per_second between 1 and 1000),
    status              text        not null default 'active' check (status in ('active', 'paused')),
    status_reason       text,
    next_slot_at        timestamptz not null default now(), -- pacing: the first moment not yet promised to a message
    version             bigint      not null default 0,
    created_at          timestamptz not null,
    primary key (tenant_id, id),
    unique (tenant_id, phone_number_id)
);
select protect('phone_numbers');

-- Which tenant a webhook's phone_number_id belongs to: ids only, read before any tenant is known.
create table number_owners (
    phone_number_id text primary key,
    tenant_id       uuid not null
);

-- Outbound and inbound messages. One intent, one message.
create table messages (
    tenant_id           uuid        not null,
    id                  uuid        not null,
    direction           text        not null check (direction in ('outbound', 'inbound')),
    contact_id          uuid        not null,
    phone_number        uuid,                 -- phone_numbers.id it goes through or came in by
    purpose             text        not null check (purpose in ('otp', 'transactional', 'reply', 'marketing')),
    intent_key          text,                 -- null for inbound
    source_type         text,                 -- order, invoice, enrolment, api
    source_id           text,
    template            text,                 -- null for free text
    language            text,
    variables           jsonb       not null default '[]', -- values of the template's placeholders, in order
    text                text,                 -- what the person reads (rendered), or wrote
    status              text        not null check (status in
        ('queued', 'deferred', 'sending', 'sent', 'delivered', 'read', 'failed', 'unknown', 'cancelled', 'refused', 'received')),
    verdict             text        check (verdict in ('allow', 'defer', 'refuse')),
    verdict_code        text,
    verdict_until       timestamptz,
    verdict_at          timestamptz,
    provider_message_id text,
    error_code          text,
    error_detail        text,
    attempts            integer     not null default 0,
    in_reply_to         uuid,
    version             bigint      not null default 0,
    created_at          timestamptz not null,
    updated_at          timestamptz not null,
    primary key (tenant_id, id),
    unique (tenant_id, intent_key),
    foreign key (tenant_id, contact_id) references contacts (tenant_id, id),
    foreign key (tenant_id, phone_number) references phone_numbers (tenant_id, id)
);
create unique index messages_provider_id on messages (tenant_id, provider_message_id) where provider_message_id is not null;
create index messages_contact on messages (tenant_id, contact_id, id desc);
create index messages_status on messages (tenant_id, status, id desc);
create index messages_source on messages (tenant_id, source_type, source_id);
select protect('messages');

-- Append-only history of each message.
create table message_statuses (
    tenant_id  uuid        not null,
    id         uuid        not null,
    message_id uuid        not null,
    status     text        not null,
    source     text        not null check (source in ('suite', 'provider')),
    code       text,
    at         timestamptz not null,
    primary key (tenant_id, id),
    foreign key (tenant_id, message_id) references messages (tenant_id, id)
);
create index message_statuses_of on message_statuses (tenant_id, message_id, id);
select protect('message_statuses');

-- Statuses the provider told before we knew the message.
create table parked_statuses (
    tenant_id           uuid        not null,
    id                  uuid        not null,
    provider_message_id text        not null,
    status              text        not null,
    code                text,
    detail              text,
    at                  timestamptz not null,
    primary key (tenant_id, id)
);
create index parked_statuses_of on parked_statuses (tenant_id, provider_message_id);
select protect('parked_statuses');

-- The talk with one contact over one number: how long free text is allowed.
create table conversations (
    tenant_id         uuid        not null,
    contact_id        uuid        not null,
    phone_number      uuid        not null,
    window_open_until timestamptz not null,
    last_inbound_at   timestamptz not null,
    primary key (tenant_id, contact_id, phone_number),
    foreign key (tenant_id, contact_id) references contacts (tenant_id, id),
    foreign key (tenant_id, phone_number) references phone_numbers (tenant_id, id)
);
select protect('conversations');

-- Webhooks as they came, stored before they are answered, worked after.
create table webhook_changes (
    tenant_id   uuid        not null,
    id          uuid        not null,
    digest      bytea       not null, -- of the change: the same one delivered again is stored once
    change      jsonb       not null,
    received_at timestamptz not null,
    primary key (tenant_id, id),
    unique (tenant_id, digest)
);
select protect('webhook_changes');

-- Subjects nobody must be told of any more (a paid or cancelled invoice), read again right before each send.
create table closed_sources (
    tenant_id   uuid        not null,
    source_type text        not null,
    source_id   text        not null,
    reason      text        not null,
    closed_at   timestamptz not null,
    primary key (tenant_id, source_type, source_id)
);
select protect('closed_sources');
