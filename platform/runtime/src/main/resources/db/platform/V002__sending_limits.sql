-- What the tenant's settings and plan say of sending; null for the installation's hours and for no limit.
alter table tenant_profiles
    add column quiet_start        text,
    add column quiet_end          text,
    add column messages_per_month bigint;
