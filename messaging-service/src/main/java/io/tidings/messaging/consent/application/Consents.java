package io.tidings.messaging.consent.application;

import io.smallrye.mutiny.Uni;
import io.tidings.messaging.consent.domain.Consent;
import io.tidings.messaging.consent.domain.ConsentState;
import io.tidings.runtime.tenancy.TenantId;
import io.tidings.runtime.web.Page;
import io.tidings.runtime.web.PageRequest;

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

    /** Adds lines for an existing contact. */
    Uni<Void> append(TenantId tenant, List<Consent> lines);

    /** The ledger of one contact, newest first. */
    Uni<Page<Consent>> ledger(TenantId tenant, PageRequest page, UUID contact);
}
