package io.tidings.messaging.dispatch.application;

import io.micrometer.core.instrument.MeterRegistry;
import io.tidings.messaging.message.domain.MessageStatus;
import io.tidings.messaging.message.domain.Purpose;

import jakarta.inject.Singleton;

/** Counts messages by how far they got and by purpose. Tenants are no labels: there may be thousands. */
@Singleton
class DispatchMetrics {
    private final MeterRegistry meters;

    DispatchMetrics(MeterRegistry meters) {
        this.meters = meters;
    }

    void reached(MessageStatus status, Purpose purpose) {
        meters.counter("tidings.messages", "status", status.wire(), "purpose", purpose.wire())
                .increment();
    }

    /** Messages put back because their number had no slot free. */
    void paced() {
        meters.counter("tidings.dispatch.paced").increment();
    }
}
