package io.tidings.campaign.enrolment.application;

import io.smallrye.mutiny.Uni;
import io.tidings.campaign.campaign.application.Campaigns;
import io.tidings.campaign.campaign.application.Steps;
import io.tidings.campaign.campaign.domain.CampaignStatus;
import io.tidings.campaign.contact.application.Contacts;
import io.tidings.campaign.enrolment.domain.Enrolment;
import io.tidings.runtime.event.Outbox;
import io.tidings.runtime.tenancy.TenantId;
import io.tidings.runtime.tenancy.TenantTx;

import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

/**
 * Works the step of an enrolment that has fallen due: the event, the enrolment's move to its next step and the next due
 * time are one transaction, so a step goes out once however often its worker dies.
 */
@ApplicationScoped
public class WorkDueStep {
    public record Command(TenantId tenant, UUID enrolment) {}

    /** How soon to look again while the campaign is paused or the tenant suspended. */
    static final Duration LOOK_AGAIN = Duration.ofMinutes(15);

    private final TenantTx tx;
    private final Enrolments enrolments;
    private final Campaigns campaigns;
    private final Steps steps;
    private final Contacts contacts;
    private final Tenants tenants;
    private final Schedule schedule;
    private final Outbox outbox;
    private final Clock clock;

    WorkDueStep(
            TenantTx tx,
            Enrolments enrolments,
            Campaigns campaigns,
            Steps steps,
            Contacts contacts,
            Tenants tenants,
            Schedule schedule,
            Outbox outbox,
            Clock clock) {
        this.tx = tx;
        this.enrolments = enrolments;
        this.campaigns = campaigns;
        this.steps = steps;
        this.contacts = contacts;
        this.tenants = tenants;
        this.schedule = schedule;
        this.outbox = outbox;
        this.clock = clock;
    }

    public Uni<Void> handle(Command command) {
        var tenant = command.tenant();
        return tx.run(
                tenant,
                () -> enrolments
                        .locked(tenant, command.enrolment())
                        .chain(found -> found.map(enrolment -> work(tenant, enrolment)
                                        .chain(() -> schedule.follow(tenant, enrolment))
                                        .chain(() -> outbox.append(tenant, enrolment.pullEvents())))
                                .orElseGet(() -> schedule.forget(tenant, command.enrolment()))));
    }

    private Uni<Void> work(TenantId tenant, Enrolment enrolment) {
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        var due = enrolment.nextStepAt();
        if (due == null || now.isBefore(due)) {
            return Uni.createFrom().voidItem(); // ended or moved while the row was on its way here
        }
        return campaigns
                .byId(tenant, enrolment.campaign())
                .chain(campaign -> tenants.situation(tenant).chain(situation -> {
                    if (campaign.status() == CampaignStatus.ARCHIVED) {
                        enrolment.campaignArchived();
                        return Uni.createFrom().voidItem();
                    }
                    if (campaign.status() == CampaignStatus.PAUSED || !situation.active()) {
                        enrolment.putOff(now.plus(LOOK_AGAIN));
                        return Uni.createFrom().voidItem();
                    }
                    return steps.of(tenant, campaign.id().value())
                            .chain(plan -> contacts.byId(tenant, enrolment.contact())
                                    .invoke(contact ->
                                            enrolment.workDueStep(plan, contact.name(), situation.zone(), now)))
                            .replaceWithVoid();
                }));
    }
}
