package io.tidings.tenant.plan.domain;

import org.jspecify.annotations.Nullable;

/**
 * What a plan includes; null is no limit.
 *
 * @param messagesPerMonth messages sent in a calendar month, UTC
 * @param contacts contacts at all
 * @param seats members and open invitations
 * @param apiRate requests a minute of all keys without a rate of their own
 * @param customDomain whether a domain of the tenant's own leads to it
 */
public record Entitlements(
        @Nullable Long messagesPerMonth,
        @Nullable Long contacts,
        @Nullable Integer seats,
        int apiRate,
        boolean customDomain) {}
