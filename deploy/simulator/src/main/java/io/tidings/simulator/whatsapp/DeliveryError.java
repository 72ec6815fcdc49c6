package io.tidings.simulator.whatsapp;

import java.util.List;

/** An error that is not answered to the call but reported afterwards, by a {@code failed} status. */
record DeliveryError(int code, String title, String details) {

    static final int UNDELIVERABLE = 131026;
    static final int OUTSIDE_WINDOW = 131047;

    private static final List<DeliveryError> KNOWN = List.of(
            new DeliveryError(
                    130472, "User's number is part of an experiment", "Message was not sent as part of an experiment"),
            new DeliveryError(UNDELIVERABLE, "Message undeliverable", "Message Undeliverable."),
            new DeliveryError(
                    131042,
                    "Business eligibility payment issue",
                    "Message failed to send because there were one or more errors related to your payment method."),
            new DeliveryError(
                    OUTSIDE_WINDOW,
                    "Re-engagement message",
                    "Message failed to send because more than 24 hours have passed since the customer last replied to this number."),
            new DeliveryError(
                    131048,
                    "Spam rate limit hit",
                    "Message failed to send because there are restrictions on how many messages can be sent from this phone number."),
            new DeliveryError(
                    131049,
                    "This message was not delivered to maintain healthy ecosystem engagement.",
                    "In order to maintain a healthy ecosystem engagement, the message failed to be delivered."),
            new DeliveryError(
                    131050,
                    "User has stopped marketing messages",
                    "The recipient has chosen not to receive marketing messages from this business."),
            new DeliveryError(131053, "Media upload error", "Unable to upload the media used in the message."));

    static DeliveryError of(int code) {
        return KNOWN.stream()
                .filter(error -> error.code == code)
                .findFirst()
                .orElseGet(() -> new DeliveryError(code, "Something went wrong", "Message failed to send."));
    }
}
