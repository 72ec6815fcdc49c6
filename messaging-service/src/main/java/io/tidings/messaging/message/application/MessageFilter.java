package io.tidings.messaging.message.application;

import io.tidings.messaging.message.domain.MessageStatus;
import io.tidings.runtime.value.PhoneNumber;
import org.jspecify.annotations.Nullable;

import java.util.UUID;

/** Which messages; null for any. */
public record MessageFilter(
        @Nullable MessageStatus status,
        @Nullable UUID contact,
        @Nullable String intentKey,
        @Nullable PhoneNumber phone) {}
