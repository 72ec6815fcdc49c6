-- The tables an order is written to, with the keys commerce-service has on them.
create table orders (
    tenant_id      uuid        not null,
    id             uuid        not null,
    version        bigint      not null,
    order_number   text        not null,
    status         text        not null,
    customer_name  text,
    customer_phone text,
    total_amount   bigint,
    currency       text,
    order_date     timestamptz not null,
    created_at     timestamptz not null,
    updated_at     timestamptz not null,
    primary key (tenant_id, id),
    unique (tenant_id, order_number)
);
create index on orders (tenant_id, status, id);
create table order_lines (
    tenant_id       uuid     not null,
    order_id        uuid     not null,
    id              uuid     not null,
    position        smallint not null,
    sku             text,
    product_name    text     not null,
    quantity        integer  not null,
    packed_quantity integer  not null default 0,
    unit_price      bigint,
    primary key (tenant_id, order_id, id),
    foreign key (tenant_id, order_id) references orders (tenant_id, id)
);
create table outbox (
    tenant_id   uuid        not null,
    id          uuid        not null,
    topic       text        not null,
    record_key  text        not null,
    type        text,
    subject     text,
    occurred_at timestamptz not null,
    payload     text        not null,
    primary key (tenant_id, id)
);
