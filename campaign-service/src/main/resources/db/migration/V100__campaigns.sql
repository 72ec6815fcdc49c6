-- Contacts as told by messaging-service: whom a campaign may be started for, and how they are addressed.
create table contacts (
    tenant_id uuid        not null,
    id        uuid        not null,
    name      text,
    as_of     timestamptz not null,
    primary key (tenant_id, id)
);
select protect('contacts');

create table campaigns (
    tenant_id     uuid        not null,
    id            uuid        not null,
    name          text        not null,
    status        text        not null check (status in ('ACTIVE', 'PAUSED', 'ARCHIVED')),
    stop_on_reply text        not null check (stop_on_reply in ('END', 'PAUSE', 'CONTINUE')),
    created_at    timestamptz not null,
    version       bigint      not null,
    primary key (tenant_id, id)
);
select protect('campaigns');

create table steps (
    tenant_id          uuid        not null,
    id                 uuid        not null,
    campaign_id        uuid        not null,
    step_number        integer     not null check (step_number between 1 and 1000),
    delay_amount       integer     not null check (delay_amount >= 0),
    delay_unit         text        not null check (delay_unit in ('HOURS', 'DAYS', 'WEEKS')),
    message_template   text        not null check (char_length(message_template) between 1 and 1024),
    template_variables text        not null,
    skip_if            text check (skip_if in ('REPLIED', 'OPENED')),
    is_active          boolean     not null,
    created_at         timestamptz not null,
    updated_at         timestamptz not null,
    version            bigint      not null,
    primary key (tenant_id, id),
    unique (tenant_id, campaign_id, step_number),
    foreign key (tenant_id, campaign_id) references campaigns (tenant_id, id)
);
select protect('steps');

create table enrolments (
    tenant_id          uuid        not null,
    id                 uuid        not null,
    contact_id         uuid        not null,
    campaign_id        uuid        not null,
    status             text        not null
        check (status in ('ACTIVE', 'COMPLETED', 'PAUSED', 'UNSUBSCRIBED', 'REPLIED')),
    current_step       integer     not null,
    next_step_id       uuid,
    next_step_at       timestamptz,
    steps_completed    integer     not null,
    messages_sent      integer     not null,
    messages_failed    integer     not null,
    last_failure_code  text,
    replies_received   integer     not null,
    opened             boolean     not null,
    started_at         timestamptz not null,
    last_step_at       timestamptz,
    completed_at       timestamptz,
    last_engagement_at timestamptz,
    version            bigint      not null,
    primary key (tenant_id, id),
    check ((status = 'ACTIVE') = (next_step_at is not null)),
    foreign key (tenant_id, campaign_id) references campaigns (tenant_id, id),
    foreign key (tenant_id, contact_id) references contacts (tenant_id, id)
);
create unique index enrolments_one_active on enrolments (tenant_id, contact_id, campaign_id) where status = 'ACTIVE';
create index enrolments_of_contact on enrolments (tenant_id, contact_id, campaign_id, id);
select protect('enrolments');
