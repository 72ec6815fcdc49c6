-- What a service's own table looks like; for the tests of the platform.
create table notes (
    tenant_id uuid not null,
    id        uuid not null,
    text      text not null,
    primary key (tenant_id, id)
);
select protect('notes');
