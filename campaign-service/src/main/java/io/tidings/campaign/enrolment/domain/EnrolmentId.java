package io.tidings.campaign.enrolment.domain;

import java.util.UUID;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;

/** One contact's way through one campaign of a tenant. */
@Embeddable
public record EnrolmentId(
        @Column(name = "tenant_id") UUID tenant,
        @Column(name = "id") UUID value) {}
