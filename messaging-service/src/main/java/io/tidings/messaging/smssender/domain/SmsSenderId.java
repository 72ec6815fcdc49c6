package io.tidings.messaging.smssender.domain;

import java.io.Serializable;
import java.util.UUID;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;

/** A sender of text messages of a tenant. */
@Embeddable
public record SmsSenderId(
        @Column(name = "tenant_id") UUID tenant,
        @Column(name = "id") UUID value) implements Serializable {}
