-- What every service's database has. Placeholder app_role: the role the service works with, never an owner of anything.

alter default privileges in schema public grant select, insert, update, delete on tables to ${app_role};
alter default privileges in schema public grant usage, select on sequences to ${app_role};
revoke create on schema public from public;
grant usage on schema public to ${app_role};

-- The tenant of the running transaction. After a transaction-local set_config the setting reads '' and not null.
create function current_tenant() returns uuid language sql stable
as $$ select nullif(current_setting('app.tenant', true), '')::uuid $$;

-- Locks a table to the tenant of the transaction, for reading and for writing, for its owner too. No statistics of who
-- owns how much are kept: by them a tenant that has come since they were taken owns nothing, and each of its look-ups
-- would be planned as a walk through all it owns by then.
create function protect(target regclass) returns void language plpgsql as $$
begin
    execute format('alter table %s enable row level security', target);
    execute format('alter table %s force row level security', target);
    execute format('create policy tenant_only on %s using (tenant_id = current_tenant()) with check (tenant_id = current_tenant())', target);
    execute format('alter table %s alter column tenant_id set statistics 0', target);
end $$;

-- Events to publish: the payload under row-level security ...
create table outbox (
    tenant_id   uuid        not null,
    id          uuid        not null,
    topic       text        not null,
    record_key  text        not null,
    type        text,
    subject     text,
    occurred_at timestamptz not null,
    traceparent text,
    payload     text        not null,
    primary key (tenant_id, id)
);
select protect('outbox');

-- ... and the queue the relay scans: ids only. A row lives for milliseconds, so vacuum by count, not by share.
create table outbox_queue (
    seq       bigint generated always as identity primary key,
    tenant_id uuid     not null,
    event_id  uuid     not null,
    shard     smallint not null
) with (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 2000);

-- Events already worked, per consumer. Scanned across tenants only to forget old rows.
create table inbox (
    tenant_id   uuid        not null,
    consumer    text        not null,
    event_id    text        not null,
    received_at timestamptz not null default now(),
    primary key (tenant_id, consumer, event_id)
);
create index inbox_received_at on inbox using brin (received_at);

-- Work that falls due, claimed across tenants: ids, times and lanes.
create table due_work (
    kind         text        not null,
    lane         smallint    not null default 0,
    tenant_id    uuid        not null,
    subject      uuid        not null,
    due_at       timestamptz not null,
    leased_until timestamptz,
    attempts     integer     not null default 0,
    primary key (tenant_id, kind, subject)
) with (autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_threshold = 2000);
create index due_work_due on due_work (kind, lane, due_at);
create index due_work_fair on due_work (kind, tenant_id, lane, due_at);

-- Answers of requests that carried an Idempotency-Key, kept for 24 hours.
create table idempotency_keys (
    tenant_id  uuid        not null,
    principal  text        not null,
    route      text        not null,
    key        text        not null,
    body_hash  bytea       not null,
    status     smallint    not null,
    location   text,
    etag       text,
    body       text        not null,
    expires_at timestamptz not null,
    primary key (tenant_id, principal, route, key)
);
create index idempotency_keys_expiry on idempotency_keys (tenant_id, expires_at);
select protect('idempotency_keys');

-- Tenants as told by tenant-service.
create table tenant_profiles (
    tenant_id     uuid primary key,
    time_zone     text        not null,
    locale        text        not null,
    packer_phones text[]      not null,
    active        boolean     not null,
    as_of         timestamptz not null
);
select protect('tenant_profiles');
