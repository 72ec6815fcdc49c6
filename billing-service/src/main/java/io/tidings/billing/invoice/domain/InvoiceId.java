package io.tidings.billing.invoice.domain;

import io.tidings.runtime.tenancy.TenantId;

import java.util.UUID;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;

/** An invoice of a tenant. */
@Embeddable
public record InvoiceId(
        @Column(name = "tenant_id") UUID tenant,
        @Column(name = "id") UUID value) {

    public static InvoiceId of(TenantId tenant, UUID value) {
        return new InvoiceId(tenant.value(), value);
    }

    public TenantId tenantId() {
        return new TenantId(tenant);
    }
}
