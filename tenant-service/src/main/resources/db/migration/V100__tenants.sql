create table tenants (
    tenant_id     uuid primary key,
    name          text        not null,
    slug          text        not null,
    plan          text        not null,
    time_zone     text        not null,
    locale        text        not null,
    packer_phones text[]      not null,
    active        boolean     not null,
    version       bigint      not null,
    created_at    timestamptz not null,
    updated_at    timestamptz not null
);
select protect('tenants');

-- Which slugs are taken, over all tenants: names of sub-domains, public by nature.
create table tenant_slugs (
    slug      text primary key,
    tenant_id uuid not null unique
);

create table api_keys (
    tenant_id   uuid        not null references tenants (tenant_id),
    id          uuid        not null,
    name        text        not null,
    mode        text        not null check (mode in ('live', 'test')),
    sha256      text        not null,
    last_four   text        not null,
    permissions text[]      not null,
    rate_limit  integer,
    expires_at  timestamptz,
    revoked_at  timestamptz,
    version     bigint      not null,
    created_at  timestamptz not null,
    primary key (tenant_id, id)
);
select protect('api_keys');
