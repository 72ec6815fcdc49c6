package io.tidings.messaging.phonenumber.application;

import io.tidings.messaging.phonenumber.domain.Origin;

import java.util.UUID;

/**
 * What is needed to send through a number. Holds a secret: neither stored nor logged.
 *
 * @param phoneNumberId Meta's id of it
 * @param accessToken the provider's token, in the clear
 */
public record SendingNumber(UUID id, String phoneNumberId, String accessToken, int messagesPerSecond, boolean active)
        implements Origin {
    @Override
    public String toString() {
        return "SendingNumber[id=" + id + ", active=" + active + "]";
    }
}
