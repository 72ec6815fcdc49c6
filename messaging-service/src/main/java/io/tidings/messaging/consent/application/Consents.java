package io.tidings.messaging.consent.application;

import io.smallrye.mutiny.Uni;
import io.tidings.messaging.consent.domain.Consent;
import io.tidings.messaging.consent.domain.ConsentState;
import io.tidings.runtime.tenancy.TenantId;
import io.tidings.runtime.web.Page;
import io.tidings.runtime.web.PageRequest;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The ledger of what people allowed. Called in the tenant's transaction. */
public interface Consents {

    /** What counts now; empty for a contact nobody asked, or nobody knows. */
    Uni<ConsentState> current(TenantId tenant, UUID contact);

    /** As {@link #current} for many; contacts nobody asked are missing. */
    Uni<Map<UUID, ConsentState>> current(TenantId tenant, List<UUID> contacts);

    /** As {@link #current(TenantId, UUID)}, and until the end of the transaction nobody else decides for this contact. */
    Uni<ConsentState> currentForDecision(TenantId tenant, UUID contact);

    /** As {@link #current(TenantId, List)}, of one past moment: what was written by then, replayed. */
    Uni<ConsentState> asOf(TenantId tenant, UUID contact, Instant at);

    /**
     * Adds lines for an existing contact, and keeps up who is unsubscribed.
     *
     * @param before what {@link #currentForDecision} answered
     */
    Uni<Void> append(TenantId tenant, ConsentState before, List<Consent> lines);

    /** The ledger of one contact up to a moment, newest first. */
    Uni<Page<Consent>> ledger(TenantId tenant, PageRequest page, UUID contact, Instant upTo);

    /** The ledger of all contacts, newest first. */
    Uni<Page<Consent>> lines(TenantId tenant, PageRequest page, ConsentFilter filter);

    /** Takes the evidence of a contact out of the ledger; its digest stays. */
    Uni<Void> eraseEvidence(TenantId tenant, UUID contact);
}
