package io.tidings.messaging.phonenumber.domain;

import java.io.Serializable;
import java.util.UUID;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;

/** A business number of a tenant. */
@Embeddable
public record NumberId(
        @Column(name = "tenant_id") UUID tenant,
        @Column(name = "id") UUID value) implements Serializable {}
