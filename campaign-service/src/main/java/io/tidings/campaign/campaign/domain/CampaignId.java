package io.tidings.campaign.campaign.domain;

import java.util.UUID;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;

/** A campaign of a tenant. */
@Embeddable
public record CampaignId(
        @Column(name = "tenant_id") UUID tenant,
        @Column(name = "id") UUID value) {}
