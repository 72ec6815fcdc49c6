package io.tidings.commerce.intake.domain;

import java.time.Instant;
import java.util.UUID;

/**
 * One webhook as a shop sent it.
 *
 * @param store which shop
 * @param webhookId the shop's id of this delivery, the same on each retry
 * @param topic what it is about, such as {@code orders/create}
 * @param body the bytes that were signed
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Delivery(UUID id, UUID store, String webhookId, String topic, byte[] body, Instant receivedAt) {}
