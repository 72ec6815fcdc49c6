package io.tidings.campaign.enrolment.application;

import io.smallrye.mutiny.Uni;
import io.tidings.campaign.enrolment.domain.Enrolment;
import io.tidings.campaign.enrolment.domain.EnrolmentStatus;
import io.tidings.runtime.tenancy.TenantId;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * All enrolments. Call it inside the tenant's transaction; changes of what it gives out are kept at commit. Who changes
 * one takes it locked: a due step and an answer that meet must see each other.
 */
public interface Enrolments {

    /** Adds one; the contact is locked by the caller and has no active one in the campaign. */
    Uni<Void> add(TenantId tenant, Enrolment enrolment);

    /** The enrolment, held to the end of the transaction. */
    Uni<Optional<Enrolment>> locked(TenantId tenant, UUID enrolment);

    /** The contact's enrolments in one of {@code statuses}, oldest first, held to the end of the transaction. */
    Uni<List<Enrolment>> lockedOf(TenantId tenant, UUID contact, Set<EnrolmentStatus> statuses);

    /** The contact's newest enrolment in the campaign. */
    Uni<Optional<Enrolment>> newest(TenantId tenant, UUID contact, UUID campaign);
}
