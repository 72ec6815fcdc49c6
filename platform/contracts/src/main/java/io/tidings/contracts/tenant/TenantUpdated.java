package io.tidings.contracts.tenant;

import io.tidings.contracts.Event;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * A tenant has changed; carries its whole state after the change.
 *
 * @param tenantId the tenant
 * @param name what the business is called
 * @param slug name in host names, `[a-z0-9-]{3,40}`
 * @param plan free, starter, pro or enterprise
 * @param timeZone IANA name; days of invoices and quiet hours are counted in it
 * @param locale BCP 47 tag for templates and formats
 * @param packerPhones E.164 phones of those who pack; they get the packing lists
 * @param active false while suspended
 * @param updatedAt when
 */
public record TenantUpdated(
        UUID tenantId,
        String name,
        String slug,
        String plan,
        String timeZone,
        String locale,
        List<String> packerPhones,
        boolean active,
        Instant updatedAt)
        implements Event {

    @Override
    public UUID subject() {
        return tenantId;
    }
}
