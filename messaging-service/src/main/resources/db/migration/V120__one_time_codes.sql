-- One-time codes. The code itself is nowhere: a keyed hash of it, and until it is sent, expired or used, a sealed copy
-- for the dispatcher.

create table otp_settings (
    tenant_id    uuid        not null,
    purpose      text        not null check (purpose in ('signup', 'login', 'verification', 'password_reset')),
    length       integer     not null check (length between 4 and 10),
    life_seconds integer     not null check (life_seconds between 30 and 600),
    attempts     integer     not null check (attempts between 1 and 5),
    countries    text[],              -- ISO 3166; null for all
    version      bigint      not null,
    updated_at   timestamptz not null,
    primary key (tenant_id, purpose)
);
select protect('otp_settings');

create table otp_codes (
    tenant_id    uuid        not null,
    id           uuid        not null,
    purpose      text        not null,
    phone        text        not null, -- E.164
    test         boolean     not null, -- asked for with a test key: no message left
    prefix       text        not null,
    message_id   uuid,                 -- null for tests
    key_version  integer     not null, -- of the key outside the database
    code_hash    bytea       not null, -- HMAC-SHA-256
    sealed       bytea,                -- the code for the dispatcher, AES-256-GCM; wiped early
    attempts     integer     not null default 0,
    max_attempts integer     not null,
    created_at   timestamptz not null,
    expires_at   timestamptz not null,
    consumed_at  timestamptz,
    voided_at    timestamptz,
    primary key (tenant_id, id),
    check (attempts <= max_attempts),
    foreign key (tenant_id, message_id) references messages (tenant_id, id)
);
create unique index otp_codes_live on otp_codes (tenant_id, phone, purpose, test)
    where consumed_at is null and voided_at is null;
create index otp_codes_phone on otp_codes (tenant_id, phone, test, created_at);
create index otp_codes_prefix on otp_codes (tenant_id, prefix, created_at) where not test;
select protect('otp_codes');

-- What one phone was through, whatever the code: its row is the lock that sends and checks of a phone wait for.
create table otp_destinations (
    tenant_id    uuid        not null,
    phone        text        not null,
    test         boolean     not null,
    failures     integer     not null default 0,
    locked_until timestamptz,
    touched_at   timestamptz not null,
    primary key (tenant_id, phone, test)
);
select protect('otp_destinations');

-- Sends within one hour by client address, dialling prefix and tenant.
create table otp_counters (
    tenant_id uuid        not null,
    scope     text        not null check (scope in ('address', 'prefix', 'tenant')),
    subject   text        not null,
    hour      timestamptz not null,
    used      integer     not null,
    primary key (tenant_id, scope, subject, hour)
);
select protect('otp_counters');

-- Outlives the codes: nobody's phone is in it.
create table otp_traffic (
    tenant_id uuid    not null,
    day       date    not null, -- UTC
    purpose   text    not null,
    country   text    not null, -- ISO 3166; ZZ when the number belongs to none
    sent      bigint  not null default 0,
    verified  bigint  not null default 0,
    primary key (tenant_id, day, purpose, country)
);
select protect('otp_traffic');
