package io.tidings.tenant.plan.application;

import io.smallrye.config.ConfigMapping;

import java.util.OptionalInt;
import java.util.OptionalLong;

import jakarta.validation.constraints.Min;

/** What each plan includes: {@code tidings.plans.<plan>.<limit>}, values in application.properties. */
@ConfigMapping(prefix = "tidings.plans")
public interface PlanSettings {
    Limits free();

    Limits starter();

    Limits pro();

    Limits enterprise();

    /** Absent is no limit. */
    interface Limits {
        /** Messages sent in a calendar month, UTC. */
        OptionalLong messagesPerMonth();

        /** Contacts at all. */
        OptionalLong contacts();

        /** Members and open invitations. */
        OptionalInt seats();

        /** Requests a minute. */
        @Min(1)
        int apiRate();

        /** Whether a domain of the tenant's own may lead to it. */
        boolean customDomain();
    }
}
