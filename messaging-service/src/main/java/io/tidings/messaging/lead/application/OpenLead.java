package io.tidings.messaging.lead.application;

import io.smallrye.mutiny.Uni;
import io.tidings.messaging.contact.domain.Contact;
import io.tidings.messaging.lead.domain.Lead;
import io.tidings.runtime.tenancy.TenantId;
import io.tidings.runtime.tenancy.TenantTx;

import java.time.Clock;
import java.util.Map;

import jakarta.enterprise.context.ApplicationScoped;

/** Somebody has written who was unknown, or came by an advertisement: a lead, unless they have an open one. */
@ApplicationScoped
public class OpenLead {

    /** @param referral the advertisement; empty for none */
    public record Command(TenantId tenant, Contact contact, Map<String, String> referral) {}

    private final TenantTx tx;
    private final Leads leads;
    private final Clock clock;

    OpenLead(TenantTx tx, Leads leads, Clock clock) {
        this.tx = tx;
        this.leads = leads;
        this.clock = clock;
    }

    public Uni<Void> handle(Command command) {
        var contact = command.contact();
        var lead = Lead.of(
                contact.id(),
                contact.phone(),
                contact.name(),
                command.referral().isEmpty() ? "inbound" : "ad",
                command.referral(),
                null,
                clock.instant());
        return tx.run(command.tenant(), () -> leads.add(command.tenant(), lead)).replaceWithVoid();
    }
}
