package io.tidings.tenant.key.domain;

import java.util.UUID;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;

/** An API key of a tenant. */
@Embeddable
public record ApiKeyId(
        @Column(name = "tenant_id") UUID tenant,
        @Column(name = "id") UUID value) {}
