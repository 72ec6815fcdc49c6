package io.tidings.runtime.web;

import io.tidings.runtime.tenancy.TenantId;

import java.security.Principal;
import java.util.Optional;

/**
 * Whom an internal token speaks for.
 *
 * @param name such as {@code key:<uuid>}, {@code operator} or {@code webhook}
 * @param kind key, operator or webhook
 * @param tenant empty for operator and webhook
 * @param plan the tenant's plan
 * @param mode live or test
 */
public record TokenPrincipal(String name, String kind, Optional<TenantId> tenant, String plan, String mode)
        implements Principal {

    @Override
    public String getName() {
        return name;
    }
}
