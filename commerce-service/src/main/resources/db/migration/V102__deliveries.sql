-- Webhooks of shops as they came. The body goes once it is worked; of an unusable one it stays, with the reason.
create table deliveries (
    tenant_id   uuid        not null,
    id          uuid        not null,
    store_id    uuid        not null,
    webhook_id  text        not null,
    topic       text        not null,
    body        bytea,
    status      text        not null check (status in ('waiting', 'applied', 'unusable')),
    reason      text,
    received_at timestamptz not null,
    worked_at   timestamptz,
    primary key (tenant_id, id),
    constraint deliveries_once unique (tenant_id, store_id, webhook_id),
    foreign key (tenant_id, store_id) references stores (tenant_id, id)
);
select protect('deliveries');
