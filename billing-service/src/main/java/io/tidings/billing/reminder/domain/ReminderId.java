package io.tidings.billing.reminder.domain;

import io.tidings.runtime.tenancy.TenantId;

import java.util.UUID;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;

/** A payment reminder of a tenant. */
@Embeddable
public record ReminderId(
        @Column(name = "tenant_id") UUID tenant,
        @Column(name = "id") UUID value) {

    public static ReminderId of(TenantId tenant, UUID value) {
        return new ReminderId(tenant.value(), value);
    }

    public TenantId tenantId() {
        return new TenantId(tenant);
    }
}
