package io.tidings.campaign.enrolment.application;

import io.smallrye.mutiny.Uni;
import io.tidings.campaign.enrolment.domain.Enrolment;
import io.tidings.runtime.tenancy.TenantId;
import io.tidings.runtime.tenancy.TenantTx;

import java.time.Instant;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

/** Follows what becomes of the message of a step. */
@ApplicationScoped
public class TrackMessage {
    public record Command(TenantId tenant, UUID enrolment, Outcome outcome) {}

    /** What became of the message. */
    public sealed interface Outcome {
        record Sent() implements Outcome {}

        record Read(Instant at) implements Outcome {}

        /**
         * It will not arrive.
         *
         * @param code why, such as {@code consent.missing}
         */
        record Failed(String code) implements Outcome {}
    }

    private final TenantTx tx;
    private final Enrolments enrolments;
    private final Schedule schedule;

    TrackMessage(TenantTx tx, Enrolments enrolments, Schedule schedule) {
        this.tx = tx;
        this.enrolments = enrolments;
        this.schedule = schedule;
    }

    /** An enrolment that is not ours is somebody else's intent: nothing to do. */
    public Uni<Void> handle(Command command) {
        var tenant = command.tenant();
        return tx.run(
                tenant,
                () -> enrolments
                        .locked(tenant, command.enrolment())
                        .chain(found -> found.map(enrolment -> track(tenant, enrolment, command.outcome()))
                                .orElseGet(() -> Uni.createFrom().voidItem())));
    }

    private Uni<Void> track(TenantId tenant, Enrolment enrolment, Outcome outcome) {
        switch (outcome) {
            case Outcome.Sent() -> enrolment.messageSent();
            case Outcome.Read(var at) -> enrolment.messageRead(at);
            case Outcome.Failed(var code) -> enrolment.messageFailed(code);
        }
        return schedule.stopIfEnded(tenant, enrolment);
    }
}
