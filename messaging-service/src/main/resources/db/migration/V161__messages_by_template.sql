-- What was said with a template, newest first. The template leads: an index (tenant_id, template, id) would look to the planner
-- as good for ids as the key does (ADR 0013).
create index messages_template on messages (template, tenant_id, id desc) where template is not null;
