-- A number of a tenant with an app of its own at Meta: its webhooks are signed with that app's secret.

alter table phone_numbers
    add column app_secret              bytea, -- AES-256-GCM; null while the installation's secret counts
    add column app_secret_last_four    text,
    add column former_app_secret       bytea, -- accepted until the time beside it
    add column former_app_secret_until timestamptz;
