package io.tidings.tenant.plan.domain;

import io.tidings.runtime.problem.Refusal;

import java.util.Locale;

/** What a tenant pays for; the names are those of the API and the column. */
public enum Plan {
    FREE,
    STARTER,
    PRO,
    ENTERPRISE;

    /** Reads the API's name; refuses others ({@code tenant.plan}). */
    public static Plan of(String name) {
        for (var plan : values()) {
            if (plan.label().equals(name)) {
                return plan;
            }
        }
        throw new Unknown();
    }

    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** No plan of this installation. */
    public static final class Unknown extends Refusal {
        Unknown() {
            super(Kind.INVALID, "tenant.plan", "The plan is one of free, starter, pro, enterprise");
        }
    }
}
