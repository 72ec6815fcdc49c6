package io.tidings.messaging.conversation.application;

import com.fasterxml.jackson.annotation.JsonIgnore;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.UUID;

/**
 * A talk as the API shows it.
 *
 * @param phone the person's
 * @param phoneNumberId the number of the business they write to, as in the list of phone numbers
 * @param windowOpenUntil until when the business may write freely; in the past when it may not
 * @param unread what they wrote since somebody read it
 * @param assignedTo the member who answers, as the identity provider names them
 * @param activity the order of the list
 */
public record ConversationView(
        UUID id,
        UUID contactId,
        String phone,
        @Nullable String contactName,
        UUID phoneNumberId,
        String status,
        int unread,
        @Nullable String assignedTo,
        Instant windowOpenUntil,
        Instant lastInboundAt,
        @Nullable String lastText,
        @JsonIgnore UUID activity,
        @JsonIgnore long version) {}
