-- Refusals the gateway told of: which were written into the audit log when, and how many wait to be.
create table access_refusals (
    tenant_id  uuid   not null,
    code       text   not null,
    credential text   not null,
    waiting    bigint not null,
    written_at timestamptz,
    primary key (tenant_id, code, credential)
);
select protect('access_refusals');
