package io.tidings.contracts.tenant;

import io.tidings.contracts.Event;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/**
 * The gateway has counted calls of a tenant for a short while; published on {@link io.tidings.contracts.Topics#USAGE}.
 *
 * @param window one counting; what comes twice with the same one is one
 * @param day of the calls, UTC
 * @param calls of each key, at most 500
 */
public record ApiCallsCounted(UUID window, LocalDate day, List<KeyCalls> calls) implements Event {

    @Override
    public UUID subject() {
        return window;
    }
}
