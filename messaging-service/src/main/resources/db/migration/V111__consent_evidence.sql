-- The ledger with its evidence, beyond the reach of UPDATE and DELETE; and who has stopped what, kept beside it.

alter table consents
    add column actor           text,  -- who wrote the line: key:…, user:…, contact, provider
    add column evidence        jsonb, -- form, address, call record …; personal, so an erasure takes it away
    add column evidence_digest bytea; -- SHA-256 of it, which stays: whoever presents the evidence can be checked

revoke update, delete on consents from ${app_role};
grant update (evidence) on consents to ${app_role};

create table unsubscribers (
    tenant_id  uuid        not null,
    contact_id uuid        not null,
    scope      text        not null check (scope in ('marketing', 'transactional', 'all')),
    source     text        not null,
    since      timestamptz not null,
    primary key (tenant_id, contact_id),
    foreign key (tenant_id, contact_id) references contacts (tenant_id, id)
);
select protect('unsubscribers');

alter table consents no force row level security;
alter table unsubscribers no force row level security;
insert into unsubscribers (tenant_id, contact_id, scope, source, since)
select tenant_id, contact_id, case when count(*) > 1 then 'all' else min(purpose) end, min(source), max(recorded_at)
from (select distinct on (tenant_id, contact_id, purpose) tenant_id, contact_id, purpose, decision, source, recorded_at
      from consents order by tenant_id, contact_id, purpose, id desc) latest
where decision = 'revoked'
group by tenant_id, contact_id;
alter table consents force row level security;
alter table unsubscribers force row level security;
