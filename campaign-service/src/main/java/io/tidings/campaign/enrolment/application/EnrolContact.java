package io.tidings.campaign.enrolment.application;

import io.smallrye.mutiny.Uni;
import io.tidings.campaign.campaign.application.Campaigns;
import io.tidings.campaign.campaign.application.Steps;
import io.tidings.campaign.campaign.domain.Campaign;
import io.tidings.campaign.campaign.domain.StepPlan;
import io.tidings.campaign.contact.application.Contacts;
import io.tidings.campaign.contact.domain.KnownContact;
import io.tidings.campaign.enrolment.domain.Enrolment;
import io.tidings.campaign.enrolment.domain.EnrolmentId;
import io.tidings.campaign.enrolment.domain.EnrolmentStatus;
import io.tidings.runtime.tenancy.TenantId;
import io.tidings.runtime.tenancy.TenantTx;
import io.tidings.runtime.value.Ids;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

/**
 * Sets a contact out on a campaign, from its first step. Consent is not asked here: the Send Gate does at every message,
 * and the first one it refuses for that reason ends the enrolment.
 */
@ApplicationScoped
public class EnrolContact {
    public record Command(TenantId tenant, UUID contact, UUID campaign) {}

    private final TenantTx tx;
    private final Contacts contacts;
    private final Campaigns campaigns;
    private final Steps steps;
    private final Enrolments enrolments;
    private final Tenants tenants;
    private final Schedule schedule;
    private final Clock clock;

    EnrolContact(
            TenantTx tx,
            Contacts contacts,
            Campaigns campaigns,
            Steps steps,
            Enrolments enrolments,
            Tenants tenants,
            Schedule schedule,
            Clock clock) {
        this.tx = tx;
        this.contacts = contacts;
        this.campaigns = campaigns;
        this.steps = steps;
        this.enrolments = enrolments;
        this.tenants = tenants;
        this.schedule = schedule;
        this.clock = clock;
    }

    /**
     * Refuses with {@link KnownContact.NotFound}, {@link Campaign.NotFound}, {@link Enrolment.Exists},
     * {@link Campaign.NotActive} and {@link Enrolment.NoSteps}.
     */
    public Uni<Enrolment> handle(Command command) {
        var tenant = command.tenant();
        return tx.run(
                tenant,
                () -> contacts.locked(tenant, command.contact())
                        .chain(() -> campaigns.byId(tenant, command.campaign()))
                        .call(() -> enrolments
                                .newest(tenant, command.contact(), command.campaign())
                                .invoke(EnrolContact::requireNotActive))
                        .invoke(Campaign::requireActive)
                        .chain(campaign ->
                                steps.of(tenant, command.campaign()).chain(plan -> start(command, campaign, plan))));
    }

    private Uni<Enrolment> start(Command command, Campaign campaign, StepPlan plan) {
        var tenant = command.tenant();
        return tenants.situation(tenant)
                .map(situation -> new Enrolment(
                        new EnrolmentId(tenant.value(), Ids.next()),
                        command.contact(),
                        campaign.id(),
                        plan,
                        situation.zone(),
                        clock.instant().truncatedTo(ChronoUnit.MICROS)))
                .call(enrolment -> enrolments.add(tenant, enrolment))
                .call(enrolment -> schedule.follow(tenant, enrolment));
    }

    /** Only the newest can be active: no other is begun before it has ended. */
    private static void requireNotActive(Optional<Enrolment> newest) {
        newest.filter(e -> e.status() == EnrolmentStatus.ACTIVE).ifPresent(e -> {
            throw new Enrolment.Exists(e.id());
        });
    }
}
