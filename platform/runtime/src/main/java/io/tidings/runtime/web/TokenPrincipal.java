package io.tidings.runtime.web;

import io.tidings.runtime.tenancy.TenantId;

import java.security.Principal;
import java.util.List;
import java.util.Optional;

/**
 * Whom an internal token speaks for.
 *
 * @param name such as {@code key:<uuid>}, {@code user:<sub>}, {@code operator} or {@code webhook}
 * @param kind key, user, operator or webhook
 * @param tenant empty for operator and webhook, and for people who act in no tenant
 * @param plan the tenant's plan
 * @param mode live or test
 * @param permissions such as {@code orders:write}, {@code orders:*} or {@code *}
 */
public record TokenPrincipal(
        String name, String kind, Optional<TenantId> tenant, String plan, String mode, List<String> permissions)
        implements Principal {

    @Override
    public String getName() {
        return name;
    }
}
