package io.tidings.messaging.phonenumber.domain;

import java.util.UUID;

/** What a message leaves through, whatever the channel. */
public interface Origin {

    /** The row that keeps it. */
    UUID id();
}
