package io.tidings.messaging.lead.application;

import io.smallrye.mutiny.Uni;
import io.tidings.messaging.lead.domain.Lead;
import io.tidings.messaging.lead.domain.LeadStatus;
import io.tidings.runtime.tenancy.TenantId;
import io.tidings.runtime.tenancy.TenantTx;
import org.jspecify.annotations.Nullable;

import java.time.Clock;
import java.util.UUID;
import java.util.function.LongConsumer;

import jakarta.enterprise.context.ApplicationScoped;

/** Moves a lead on, or notes something. */
@ApplicationScoped
public class EditLead {

    /** @param expectation is given the current version and refuses when the caller has read another */
    public record Command(
            TenantId tenant,
            UUID lead,
            LeadStatus status,
            @Nullable String note,
            LongConsumer expectation) {}

    private final TenantTx tx;
    private final Leads leads;
    private final Clock clock;

    EditLead(TenantTx tx, Leads leads, Clock clock) {
        this.tx = tx;
        this.leads = leads;
        this.clock = clock;
    }

    /** Refuses {@code lead.not-found}, {@code lead.transition} and {@code lead.open}. */
    public Uni<Lead> handle(Command command) {
        return tx.run(
                command.tenant(),
                () -> leads.byIdForChange(command.tenant(), command.lead())
                        .map(found -> found.orElseThrow(Lead.NotFound::new))
                        .chain(before -> {
                            command.expectation().accept(before.version());
                            var after = before.edited(command.status(), command.note(), clock.instant());
                            return leads.update(command.tenant(), after).replaceWith(after);
                        }));
    }
}
