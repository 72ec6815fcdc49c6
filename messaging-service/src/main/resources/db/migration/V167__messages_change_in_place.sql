-- No change on a message's way from 'queued' to 'read' touches an index of messages any more: PostgreSQL changes the row in place
-- (a heap-only tuple), where it wrote the row's seven index entries anew when the provider's id came and twice for 'sent'. What is
-- looked for by these two stands beside the messages. ADR 0017.

-- Which message a provider's id is of, sent or received.
create table provider_messages (
    tenant_id           uuid not null,
    provider_message_id text not null,
    message_id          uuid not null,
    primary key (tenant_id, provider_message_id)
);
-- What the provider took and nobody has got yet.
create table undelivered_messages (
    tenant_id  uuid not null,
    message_id uuid not null,
    primary key (tenant_id, message_id)
) with (autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_threshold = 2000);

alter table messages no force row level security;
insert into provider_messages
select tenant_id, provider_message_id, id from messages where provider_message_id is not null;
insert into undelivered_messages select tenant_id, id from messages where status = 'sent';
alter table messages force row level security;
select protect('provider_messages'), protect('undelivered_messages');

drop index messages_provider_id;
drop index messages_listed_status;
alter table messages alter column listed_status set expression as
    (case when status in ('failed', 'unknown', 'cancelled', 'deferred', 'refused') then status end);
create index messages_listed_status on messages (tenant_id, listed_status, id desc) where listed_status is not null;
