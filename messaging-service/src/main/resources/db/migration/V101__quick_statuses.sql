-- A message changes its status four times on its way. While an index follows the status, each change writes the row's entry in
-- every index anew; without one PostgreSQL changes the row in place (a heap-only tuple), given some room on its page.
drop index messages_status;
alter table messages set (fillfactor = 75);

-- The statuses worth looking for, which few messages stay in: an unchanged null does not count as a change of the index.
-- What is queued or being sent is found by its due row, what has arrived is most of the table.
alter table messages add column listed_status text generated always as
    (case when status in ('sent', 'failed', 'unknown', 'cancelled', 'deferred', 'refused') then status end) stored;
create index messages_listed_status on messages (tenant_id, listed_status, id desc) where listed_status is not null;

-- Without the tenant, though every look-up names it: with it the planner takes this index for ids of any contact, and so walks
-- through all that the tenant has.
drop index messages_contact;
create index messages_contact on messages (contact_id, id desc);

-- The history is read by message only: one index serves as key and for that.
alter table message_statuses drop constraint message_statuses_pkey;
drop index message_statuses_of;
alter table message_statuses add primary key (tenant_id, message_id, id);
