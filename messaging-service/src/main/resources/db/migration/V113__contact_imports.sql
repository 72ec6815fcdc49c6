-- Files of contacts on their way in: parts are stored while the file comes, worked after, and gone when they are.

create table contact_imports (
    tenant_id       uuid        not null,
    id              uuid        not null,
    idempotency_key text,
    region          text,                 -- how numbers without country code are read
    columns         text[]      not null,
    status          text        not null check (status in ('receiving', 'working', 'finished', 'broken')),
    rows_read       bigint      not null default 0,
    added           bigint      not null default 0,
    updated         bigint      not null default 0,
    unchanged       bigint      not null default 0,
    refused         bigint      not null default 0,
    actor           text        not null,
    created_at      timestamptz not null,
    finished_at     timestamptz,
    primary key (tenant_id, id),
    unique (tenant_id, idempotency_key)
);
select protect('contact_imports');

create table contact_import_parts (
    tenant_id uuid    not null,
    import_id uuid    not null,
    part      integer not null,
    rows      jsonb   not null, -- [[line, cell, cell, …], …]
    primary key (tenant_id, import_id, part),
    foreign key (tenant_id, import_id) references contact_imports (tenant_id, id)
);
select protect('contact_import_parts');

create table contact_import_errors (
    tenant_id uuid   not null,
    id        uuid   not null,
    import_id uuid   not null,
    line      bigint not null,
    code      text   not null,
    field     text,
    primary key (tenant_id, id),
    foreign key (tenant_id, import_id) references contact_imports (tenant_id, id)
);
create index contact_import_errors_of on contact_import_errors (tenant_id, import_id, id desc);
select protect('contact_import_errors');
