-- Who writes a status has the message locked in the same transaction, and no message is ever deleted. Proving that for each of the
-- four or five statuses of a message took a third of the time of writing them.
alter table message_statuses drop constraint message_statuses_tenant_id_message_id_fkey;
