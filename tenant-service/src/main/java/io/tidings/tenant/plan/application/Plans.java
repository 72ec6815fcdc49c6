package io.tidings.tenant.plan.application;

import io.tidings.tenant.plan.domain.Entitlements;
import io.tidings.tenant.plan.domain.Plan;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

import jakarta.enterprise.context.ApplicationScoped;

/** The plans of this installation. */
@ApplicationScoped
public class Plans {
    private final Map<Plan, Entitlements> entitlements = new EnumMap<>(Plan.class);

    Plans(PlanSettings settings) {
        entitlements.put(Plan.FREE, of(settings.free()));
        entitlements.put(Plan.STARTER, of(settings.starter()));
        entitlements.put(Plan.PRO, of(settings.pro()));
        entitlements.put(Plan.ENTERPRISE, of(settings.enterprise()));
    }

    /** What {@code plan} includes. */
    public Entitlements of(Plan plan) {
        return Objects.requireNonNull(entitlements.get(plan));
    }

    private static Entitlements of(PlanSettings.Limits limits) {
        var messages = limits.messagesPerMonth();
        var contacts = limits.contacts();
        var seats = limits.seats();
        return new Entitlements(
                messages.isPresent() ? messages.getAsLong() : null,
                contacts.isPresent() ? contacts.getAsLong() : null,
                seats.isPresent() ? seats.getAsInt() : null,
                limits.apiRate(),
                limits.customDomain());
    }
}
