-- The sealed copy of a one-time code goes when the provider has taken the message or never will, whoever says so. Where a text
-- message may still have to carry the code it stays until that went, or until the code arrived or expired.
create function wipe_sealed_code() returns trigger language plpgsql as $$
begin
    -- Whoever replaces or uses the code holds it first and then its message, and wipes the copy too: no waiting for each other.
    update otp_codes set sealed = null
    where tenant_id = new.tenant_id and id = (
        select id from otp_codes
        where tenant_id = new.tenant_id and id = new.source_id::uuid and sealed is not null
          and (new.channel = 'sms' or new.status in ('delivered', 'read')
               or not exists (select 1 from sms_senders s
                              where s.tenant_id = new.tenant_id and s.for_otp and s.removed_at is null))
        for update skip locked);
    return null;
end $$;
create trigger wipe_sealed_code after update of status on messages for each row
    when (new.source_type = 'otp' and new.status in ('sent', 'delivered', 'read', 'failed', 'unknown', 'cancelled'))
    execute function wipe_sealed_code();
