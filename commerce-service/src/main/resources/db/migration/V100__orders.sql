-- Orders and their lines. Amounts in minor units of the currency.
create table orders (
    tenant_id         uuid        not null,
    id                uuid        not null,
    version           bigint      not null,
    order_number      text        not null,
    status            text        not null check (status in ('pending', 'confirmed', 'packed', 'shipped', 'delivered', 'cancelled')),
    customer_name     text,
    customer_phone    text,
    total_amount      bigint check (total_amount >= 0),
    currency          text,
    external_platform text check (external_platform in ('shopify', 'woocommerce', 'custom')),
    external_id       text,
    carrier           text,
    tracking_number   text,
    tracking_url      text,
    order_date        timestamptz not null,
    shipped_date      timestamptz,
    delivered_date    timestamptz,
    created_at        timestamptz not null,
    updated_at        timestamptz not null,
    primary key (tenant_id, id),
    constraint orders_number unique (tenant_id, order_number),
    check ((total_amount is null) = (currency is null)),
    check (external_id is null or external_platform is not null)
);
create unique index orders_external on orders (tenant_id, external_platform, external_id) where external_id is not null;
create index orders_status on orders (tenant_id, status, id);
select protect('orders');

-- Lines are only ever reached through their order, so its id leads the key and no second index is needed.
create table order_lines (
    tenant_id       uuid     not null,
    order_id        uuid     not null,
    id              uuid     not null,
    position        smallint not null,
    sku             text,
    product_name    text     not null,
    quantity        integer  not null check (quantity between 1 and 1000000),
    packed_quantity integer  not null default 0 check (packed_quantity between 0 and quantity),
    unit_price      bigint check (unit_price >= 0),
    primary key (tenant_id, order_id, id),
    foreign key (tenant_id, order_id) references orders (tenant_id, id)
);
select protect('order_lines');

-- The next number to give to an order that comes without one; taken in blocks, so that it is no hot row.
create table order_numbers (
    tenant_id   uuid   primary key,
    next_number bigint not null
);
select protect('order_numbers');
