package io.tidings.simulator.whatsapp;

import io.tidings.simulator.chat.ChatMessage.Ticks;

import java.util.Locale;

/** A status of the {@code statuses[]} webhook. */
enum Status {
    SENT(Ticks.SENT),
    DELIVERED(Ticks.DELIVERED),
    READ(Ticks.READ),
    FAILED(Ticks.FAILED);

    private final Ticks ticks;
    private final String wire;

    Status(Ticks ticks) {
        this.ticks = ticks;
        this.wire = name().toLowerCase(Locale.ROOT);
    }

    Ticks ticks() {
        return ticks;
    }

    String wire() {
        return wire;
    }
}
