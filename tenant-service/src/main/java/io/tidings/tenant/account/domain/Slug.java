package io.tidings.tenant.account.domain;

import io.tidings.runtime.problem.Refusal;

import java.util.Set;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;

/** The tenant's sub-domain: 3 to 40 of {@code a-z 0-9 -}, not beginning or ending with a dash, not a reserved word. */
@Embeddable
public record Slug(@Column(name = "slug") String value) {
    private static final Set<String> RESERVED = Set.of(
            "www",
            "api",
            "app",
            "admin",
            "docs",
            "openapi",
            "health",
            "login",
            "logout",
            "signup",
            "auth",
            "oauth",
            "sso",
            "account",
            "accounts",
            "static",
            "assets",
            "cdn",
            "dashboard",
            "status",
            "metrics",
            "webhooks",
            "mail",
            "smtp",
            "help",
            "support",
            "billing",
            "operator",
            "simulator",
            "tidings",
            "localhost");

    /** Refuses what is no host label ({@code tenant.slug}) and reserved words ({@code tenant.slug-reserved}). */
    public Slug {
        // "--" in third place is how DNS marks encoded names (RFC 5891): xn--… would show as something else
        if (!value.matches("[a-z0-9](?:[a-z0-9-]{1,38})[a-z0-9]") || value.startsWith("--", 2)) {
            throw new Malformed();
        }
        if (RESERVED.contains(value)) {
            throw new Reserved();
        }
    }

    /** Not usable as a host label. */
    public static final class Malformed extends Refusal {
        Malformed() {
            super(Kind.INVALID, "tenant.slug", "The slug takes 3 to 40 of a-z, 0-9 and - between them");
        }
    }

    /** Kept for the installation itself. */
    public static final class Reserved extends Refusal {
        Reserved() {
            super(Kind.INVALID, "tenant.slug-reserved", "The slug is reserved");
        }
    }

    /** Another tenant has it. */
    public static final class Taken extends Refusal {
        public Taken() {
            super(Kind.CONFLICT, "tenant.slug-taken", "The slug is taken");
        }
    }
}
