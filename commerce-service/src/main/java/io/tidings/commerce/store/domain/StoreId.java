package io.tidings.commerce.store.domain;

import java.util.UUID;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;

/** Identity of a {@link Store}: the tenant and an id that is unique among all tenants. */
@Embeddable
public record StoreId(
        @Column(name = "tenant_id") UUID tenant,
        @Column(name = "id") UUID value) {}
