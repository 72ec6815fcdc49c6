create table stores (
    tenant_id                  uuid        not null,
    id                         uuid        not null,
    version                    bigint      not null,
    platform                   text        not null check (platform in ('shopify')),
    name                       text        not null,
    shop_domain                text        not null,
    webhook_secret             text        not null,
    webhook_secret_key_version integer     not null,
    webhook_secret_last_four   text        not null,
    created_at                 timestamptz not null,
    primary key (tenant_id, id),
    constraint stores_shop unique (tenant_id, platform, shop_domain)
);
select protect('stores');

-- Whose store an address of a webhook names: ids only, read before any tenant is known.
create table store_owners (
    store_id  uuid primary key,
    tenant_id uuid not null
);
