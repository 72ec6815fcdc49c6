package io.tidings.contracts.tenant;

import io.tidings.contracts.Event;
import org.jspecify.annotations.Nullable;

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
 * @param quietStart first quiet minute for marketing in the recipient's zone, `21:00`; null for the installation's
 * @param quietEnd first minute after it; the same as the start for no quiet hours; null with the start
 * @param messagesPerMonth messages the plan includes in a calendar month, UTC; null for no limit
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
        @Nullable String quietStart,
        @Nullable String quietEnd,
        @Nullable Long messagesPerMonth,
        Instant updatedAt)
        implements Event {

    @Override
    public UUID subject() {
        return tenantId;
    }
}
