package io.tidings.tenant.member.domain;

import io.tidings.runtime.problem.Refusal;
import io.tidings.tenant.access.domain.Grants;

import java.util.List;
import java.util.Locale;

/**
 * What a member may do. This table is the only one: the gateway gets the permissions with each membership.
 *
 * <p>An owner may do everything. An admin may do everything but make, change or remove owners (which takes
 * {@code owners:write}) and give the tenant up ({@code tenant:delete}). A member does the daily work and reads the rest.
 */
public enum Role {
    OWNER(List.of("*")),
    ADMIN(List.of(
            "orders:*",
            "stores:*",
            "invoices:*",
            "subscriptions:*",
            "reminders:*",
            "campaigns:*",
            "contacts:*",
            "consents:*",
            "unsubscribers:*",
            "leads:*",
            "messages:*",
            "conversations:*",
            "templates:*",
            "phone-numbers:*",
            "otp:*",
            "tenants:*",
            "users:*",
            "api-keys:*",
            "domains:*",
            "audit:*",
            "usage:*",
            "plans:*")),
    MEMBER(List.of(
            "orders:*",
            "invoices:*",
            "campaigns:*",
            "contacts:*",
            "messages:*",
            "conversations:*",
            "leads:*",
            "stores:read",
            "subscriptions:read",
            "reminders:read",
            "consents:read",
            "unsubscribers:read",
            "templates:read",
            "phone-numbers:read",
            "tenants:read",
            "users:read",
            "usage:read",
            "plans:read"));

    private final List<String> permissions;

    Role(List<String> permissions) {
        this.permissions = permissions;
    }

    /** Reads the API's name; refuses others ({@code member.role}). */
    public static Role of(String name) {
        for (var role : values()) {
            if (role.label().equals(name)) {
                return role;
            }
        }
        throw new Unknown();
    }

    /** Whether anything in this suite asks for {@code permission}: an admin may all there is but what concerns owners. */
    public static boolean knows(String permission) {
        return permission.equals("*")
                || permission.startsWith("owners:")
                || new Grants(ADMIN.permissions).cover(permission);
    }

    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    public List<String> permissions() {
        return permissions;
    }

    /** No role of this suite. */
    public static final class Unknown extends Refusal {
        Unknown() {
            super(Kind.INVALID, "member.role", "The role is one of owner, admin, member");
        }
    }
}
