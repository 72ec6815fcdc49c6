package io.tidings.runtime.tenancy;

import org.jspecify.annotations.Nullable;

import java.time.ZoneId;
import java.util.List;

/**
 * What every service knows of a tenant, fed by TenantCreated and TenantUpdated.
 *
 * @param zone days are counted in it
 * @param locale BCP 47 tag
 * @param packerPhones E.164 phones of those who pack
 * @param active false while suspended
 * @param quietStart first quiet minute for marketing, {@code 21:00}; null for the installation's
 * @param quietEnd first minute after it; null with the start
 * @param messagesPerMonth messages the plan includes in a calendar month, UTC; null for no limit
 */
public record TenantProfile(
        ZoneId zone,
        String locale,
        List<String> packerPhones,
        boolean active,
        @Nullable String quietStart,
        @Nullable String quietEnd,
        @Nullable Long messagesPerMonth) {}
