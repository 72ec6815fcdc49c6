create table tenants (
    tenant_id            uuid primary key,
    name                 text        not null,
    slug                 text        not null,
    plan                 text        not null,
    time_zone            text        not null,
    locale               text        not null,
    packer_phones        text[]      not null,
    quiet_start          text,
    quiet_end            text,
    brand_display_name   text,
    brand_logo_url       text,
    brand_color          text,
    billing_customer_id  text,
    domain               text,
    domain_state         text,
    domain_challenge     text,
    domain_deadline      timestamptz,
    domain_proven_at     timestamptz,
    domain_missing_since timestamptz,
    domain_checked_at    timestamptz,
    active               boolean     not null,
    version              bigint      not null,
    created_at           timestamptz not null,
    updated_at           timestamptz not null
);
select protect('tenants');

-- Which slugs are taken, over all tenants: names of sub-domains, public by nature.
create table tenant_slugs (
    slug      text primary key,
    tenant_id uuid not null unique
);

-- Which domains are proven, over all tenants: public by nature too.
create table tenant_domains (
    domain    text primary key,
    tenant_id uuid not null
);
create index tenant_domains_tenant on tenant_domains (tenant_id);

create table api_keys (
    tenant_id        uuid        not null references tenants (tenant_id),
    id               uuid        not null,
    name             text        not null,
    mode             text        not null check (mode in ('live', 'test')),
    sha256           text        not null,
    last_four        text        not null,
    permissions      text[]      not null,
    rate_limit       integer,
    allowed_networks text[]      not null,
    expires_at       timestamptz,
    revoked_at       timestamptz,
    replaced_by      uuid,
    last_used_at     timestamptz,
    version          bigint      not null,
    created_at       timestamptz not null,
    primary key (tenant_id, id)
);
select protect('api_keys');

-- Who belongs to a tenant. Names and addresses are the identity provider's; this is only who may do what.
create table members (
    tenant_id  uuid        not null references tenants (tenant_id),
    id         uuid        not null,
    subject    text        not null,
    role       text        not null check (role in ('owner', 'admin', 'member')),
    version    bigint      not null,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    primary key (tenant_id, id),
    unique (tenant_id, subject)
);
select protect('members');

-- Invitations not answered yet; of the token only its hash. Answered ones are in the audit log.
create table invitations (
    tenant_id  uuid        not null references tenants (tenant_id),
    id         uuid        not null,
    subject    text        not null,
    role       text        not null check (role in ('owner', 'admin', 'member')),
    sha256     bytea       not null,
    expires_at timestamptz not null,
    created_at timestamptz not null,
    primary key (tenant_id, id),
    unique (tenant_id, subject),
    unique (tenant_id, sha256)
);
select protect('invitations');

-- Who did what. Rows are added and never changed: the service's role may neither update nor delete them.
create table audit_log (
    tenant_id  uuid        not null,
    seq        bigint      not null,
    at         timestamptz not null,
    actor      text        not null,
    action     text        not null,
    object     text        not null,
    detail     text,
    request_id text,
    hash       bytea       not null,
    primary key (tenant_id, seq)
);
select protect('audit_log');
revoke update, delete on audit_log from ${app_role};

-- The newest row of each tenant's log: where the next one is chained, and how a missing end is found.
create table audit_heads (
    tenant_id uuid primary key,
    seq       bigint not null,
    hash      bytea  not null
);
select protect('audit_heads');
revoke delete on audit_heads from ${app_role};

create table usage_days (
    tenant_id      uuid   not null,
    day            date   not null,
    messages_sent  bigint not null default 0,
    api_calls      bigint not null default 0,
    contacts_added bigint not null default 0,
    primary key (tenant_id, day)
);
select protect('usage_days');

-- Thresholds already told of: each once a month.
create table quota_marks (
    tenant_id uuid    not null,
    quota     text    not null,
    month     date    not null,
    percent   integer not null,
    primary key (tenant_id, quota, month, percent)
);
select protect('quota_marks');
