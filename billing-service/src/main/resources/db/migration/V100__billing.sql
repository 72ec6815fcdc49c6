-- Invoices, the reminders that follow them, and the counter behind generated invoice numbers.

create table invoices (
    tenant_id      uuid        not null,
    id             uuid        not null,
    invoice_number text        not null,
    customer_name  text,
    customer_phone text,                 -- E.164
    amount         bigint      not null check (amount > 0), -- minor units
    currency       text        not null check (length(currency) = 3),
    status         text        not null check (status in ('PENDING', 'SENT', 'PAID', 'OVERDUE', 'CANCELLED')),
    issue_date     date        not null,
    due_date       date        not null,
    paid_at        timestamptz,
    external_id    text,
    version        bigint      not null,
    created_at     timestamptz not null,
    updated_at     timestamptz not null,
    primary key (tenant_id, id),
    constraint invoices_number unique (tenant_id, invoice_number)
);
create index invoices_by_status on invoices (tenant_id, status, id desc);
select protect('invoices');

create table invoice_items (
    tenant_id   uuid    not null,
    invoice_id  uuid    not null,
    position    integer not null,
    description text    not null,
    quantity    integer not null check (quantity > 0),
    unit_amount bigint  not null, -- minor units; a discount is below zero
    primary key (tenant_id, invoice_id, position),
    foreign key (tenant_id, invoice_id) references invoices (tenant_id, id)
);
select protect('invoice_items');

create table payment_reminders (
    tenant_id    uuid        not null,
    id           uuid        not null,
    invoice_id   uuid        not null,
    kind         text        not null check (kind in ('DUE', 'OVERDUE_1DAY', 'OVERDUE_7DAY', 'CUSTOM')),
    scheduled_at timestamptz not null,
    status       text        not null check (status in ('SCHEDULED', 'DUE', 'SENT', 'FAILED', 'CANCELLED')),
    reason       text,                 -- why it failed or was cancelled, as a code
    sent_at      timestamptz,
    message_id   uuid,
    version      bigint      not null,
    created_at   timestamptz not null,
    primary key (tenant_id, id),
    foreign key (tenant_id, invoice_id) references invoices (tenant_id, id)
);
-- Each planned reminder exists once; a shop may add as many of its own as the aggregate allows.
create unique index payment_reminders_once on payment_reminders (tenant_id, invoice_id, kind) where kind <> 'CUSTOM';
create index payment_reminders_of_invoice on payment_reminders (tenant_id, invoice_id, id);
select protect('payment_reminders');

-- The row is locked by whoever takes a number until that transaction ends: numbers have no gaps.
create table invoice_counters (
    tenant_id   uuid   primary key,
    last_number bigint not null
);
select protect('invoice_counters');
