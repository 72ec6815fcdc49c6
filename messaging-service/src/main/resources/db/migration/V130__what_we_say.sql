-- What a free message carries beside its text, what it cost, who settled it by hand; and conversations as people work them.

alter table messages
    add content          jsonb,   -- media or buttons; of an inbound message its media
    add pricing_category text,    -- as the provider's status tells: utility, marketing, service …
    add billable         boolean;

alter table parked_statuses
    add pricing_category text,
    add billable         boolean;

alter table message_statuses
    add actor text, -- who, when a person did it
    drop constraint message_statuses_source_check,
    add constraint message_statuses_source_check check (source in ('suite', 'provider', 'person'));

alter table conversations
    add id          uuid   not null default gen_random_uuid(),
    add status      text   not null default 'open' check (status in ('open', 'pending', 'closed')),
    add unread      int    not null default 0,
    add assigned_to text,
    add activity    uuid   not null default gen_random_uuid(), -- a UUIDv7 of the latest activity: the order of the list
    add version     bigint not null default 0,
    add unique (tenant_id, id);
create index conversations_activity on conversations (tenant_id, activity desc);
