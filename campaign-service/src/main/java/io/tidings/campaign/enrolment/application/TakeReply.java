package io.tidings.campaign.enrolment.application;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.tidings.campaign.campaign.application.Campaigns;
import io.tidings.campaign.enrolment.domain.Enrolment;
import io.tidings.campaign.enrolment.domain.EnrolmentStatus;
import io.tidings.runtime.tenancy.TenantId;
import io.tidings.runtime.tenancy.TenantTx;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

/**
 * A contact wrote: every campaign they are active in counts it and ends, pauses or goes on as it says. The enrolment whose
 * message they answered counts it even when it has ended.
 */
@ApplicationScoped
public class TakeReply {
    /**
     * A message of a contact.
     *
     * @param answered the enrolment whose message was answered, when known
     */
    public record Command(TenantId tenant, UUID contact, Optional<UUID> answered, Instant at) {}

    private final TenantTx tx;
    private final Enrolments enrolments;
    private final Campaigns campaigns;
    private final Schedule schedule;

    TakeReply(TenantTx tx, Enrolments enrolments, Campaigns campaigns, Schedule schedule) {
        this.tx = tx;
        this.enrolments = enrolments;
        this.campaigns = campaigns;
        this.schedule = schedule;
    }

    public Uni<Void> handle(Command command) {
        var tenant = command.tenant();
        return tx.run(
                tenant,
                () -> enrolments
                        .lockedOf(tenant, command.contact(), Set.of(EnrolmentStatus.ACTIVE))
                        .chain(active -> answered(command, active)
                                .chain(answered -> Multi.createBy()
                                        .concatenating()
                                        .streams(
                                                Multi.createFrom().iterable(active),
                                                Multi.createFrom().items(answered.stream()))
                                        .onItem()
                                        .call(enrolment -> reply(command, enrolment))
                                        .collect()
                                        .last()))
                        .replaceWithVoid());
    }

    private Uni<Optional<Enrolment>> answered(Command command, List<Enrolment> active) {
        var other = command.answered()
                .filter(id -> active.stream().noneMatch(e -> e.id().value().equals(id)));
        return other.map(id -> enrolments
                        .locked(command.tenant(), id)
                        .map(found -> found.filter(e -> e.contact().equals(command.contact()))))
                .orElseGet(() -> Uni.createFrom().item(Optional.empty()));
    }

    private Uni<Void> reply(Command command, Enrolment enrolment) {
        return campaigns
                .byId(command.tenant(), enrolment.campaign())
                .invoke(campaign -> enrolment.replied(campaign.stopOnReply(), command.at()))
                .chain(() -> schedule.stopIfEnded(command.tenant(), enrolment));
    }
}
