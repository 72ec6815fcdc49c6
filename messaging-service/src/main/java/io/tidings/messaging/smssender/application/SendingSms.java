package io.tidings.messaging.smssender.application;

import io.tidings.messaging.phonenumber.domain.Origin;

import java.util.UUID;

/**
 * What is needed to send a text message. Holds a secret: neither stored nor logged.
 *
 * @param accountSid Twilio's id of the account
 * @param authToken its token, in the clear
 * @param from a number, a name or a messaging service
 */
public record SendingSms(UUID id, String accountSid, String authToken, String from) implements Origin {
    /** True when Twilio chooses the number: {@code from} is a messaging service then. */
    public boolean isOfService() {
        return from.matches("MG[0-9a-fA-F]{32}");
    }

    @Override
    public String toString() {
        return "SendingSms[id=" + id + "]";
    }
}
