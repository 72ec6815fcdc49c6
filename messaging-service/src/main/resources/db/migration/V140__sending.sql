-- What the Send Gate and the dispatcher know: quota, pauses, health of templates and numbers, pace of pairs, reach.

alter table messages
    add column quota_month        date,  -- the month whose quota holds a place for it; null while it holds none
    add column fallback_template  text,  -- what is sent instead of free text once the window has closed
    add column fallback_language  text,
    add column fallback_variables jsonb,
    add column fallback_text      text;

-- Places in a month's quota: one row per month and server connection, so that no two transactions wait for each other
-- and none can wait for two. Only their sum means something.
create table message_quotas (
    tenant_id uuid     not null,
    month     date     not null,
    shard     smallint not null,
    reserved  bigint   not null default 0,
    sent      bigint   not null default 0,
    primary key (tenant_id, month, shard)
);
select protect('message_quotas');

create function count_quota(tenant uuid, in_month date, more_reserved int, more_sent int) returns void language sql
as $$
    insert into message_quotas (tenant_id, month, shard, reserved, sent)
    values (tenant, in_month, pg_backend_pid() % 16, more_reserved, more_sent)
    on conflict (tenant_id, month, shard) do update
    set reserved = message_quotas.reserved + excluded.reserved, sent = message_quotas.sent + excluded.sent
$$;

-- A message holds a place from the moment it may go, whoever lets it.
create function reserve_quota() returns trigger language plpgsql as $$
begin
    if exists (select 1 from tenant_profiles where tenant_id = new.tenant_id and messages_per_month is not null) then
        new.quota_month := date_trunc('month', new.updated_at at time zone 'UTC')::date;
        perform count_quota(new.tenant_id, new.quota_month, 1, 0);
    end if;
    return new;
end $$;
create trigger reserve_new before insert on messages for each row
    when (new.direction = 'outbound' and new.status = 'queued') execute function reserve_quota();
create trigger reserve_deferred before update of status on messages for each row
    when (new.status = 'queued' and old.status = 'deferred' and new.quota_month is null)
    execute function reserve_quota();

-- And keeps it when it went, gives it back when it did not, whoever says so and in whatever order.
create function quota_share(status text, sent boolean) returns int language sql immutable
as $$ select case when sent then (status in ('sent', 'delivered', 'read'))::int
                  else (status in ('queued', 'deferred', 'sending', 'unknown'))::int end $$;
create function settle_quota() returns trigger language plpgsql as $$
declare
    more_reserved int := quota_share(new.status, false) - quota_share(old.status, false);
    more_sent     int := quota_share(new.status, true) - quota_share(old.status, true);
begin
    if more_reserved <> 0 or more_sent <> 0 then
        perform count_quota(new.tenant_id, new.quota_month, more_reserved, more_sent);
    end if;
    return null;
end $$;
create trigger settle after update of status on messages for each row
    when (old.quota_month is not null and old.status is distinct from new.status) execute function settle_quota();

-- Tenants of whom nothing is sent until their owner has put something right at the provider.
create table sending_pauses (
    tenant_id uuid        primary key,
    code      text        not null,
    paused_at timestamptz not null
);
select protect('sending_pauses');

-- What the provider says of a template; without a row it is fit.
create table template_health (
    tenant_id    uuid        not null,
    template     text        not null,
    language     text        not null,
    state        text        not null check (state in ('active', 'paused', 'disabled')),
    reason       text,
    paused_until timestamptz, -- null unless paused
    pauses       integer     not null default 0,
    updated_at   timestamptz not null,
    primary key (tenant_id, template, language)
);
select protect('template_health');

-- What the provider says of a number; without a row nothing is known.
create table number_health (
    tenant_id       uuid        not null,
    phone_number    uuid        not null,
    quality         text, -- green, yellow, red
    messaging_limit integer, -- people outside the 24-hour window within 24 hours; null for no limit
    event           text,
    updated_at      timestamptz not null,
    primary key (tenant_id, phone_number),
    foreign key (tenant_id, phone_number) references phone_numbers (tenant_id, id) on delete cascade
);
select protect('number_health');

-- Whom a limited tenant has written to outside the window, and when last.
create table reached_contacts (
    tenant_id  uuid        not null,
    contact_id uuid        not null,
    reached_at timestamptz not null,
    primary key (tenant_id, contact_id),
    foreign key (tenant_id, contact_id) references contacts (tenant_id, id) on delete cascade
);
create index reached_contacts_at on reached_contacts (tenant_id, reached_at);
select protect('reached_contacts');

-- Pace of a number towards one person: up to when its time is spent.
create table pair_slots (
    tenant_id    uuid        not null,
    phone_number uuid        not null,
    contact_id   uuid        not null,
    spent_until  timestamptz not null,
    primary key (tenant_id, phone_number, contact_id)
) with (fillfactor = 70);
select protect('pair_slots');

-- People the provider could not deliver to.
create table unreachable_contacts (
    tenant_id  uuid        not null,
    contact_id uuid        not null,
    times      integer     not null,
    last_at    timestamptz not null,
    primary key (tenant_id, contact_id),
    foreign key (tenant_id, contact_id) references contacts (tenant_id, id) on delete cascade
);
select protect('unreachable_contacts');

-- Webhooks that speak of a whole WhatsApp business account name no number: whose it is is kept beside the owners.
alter table number_owners add column waba_id text;
create index number_owners_waba on number_owners (waba_id) where waba_id is not null;
create function keep_waba_owner() returns trigger language plpgsql as $$
begin
    update number_owners set waba_id = new.waba_id where phone_number_id = new.phone_number_id;
    return null;
end $$;
create trigger keep_waba_owner after insert or update of waba_id on phone_numbers for each row
    execute function keep_waba_owner();
