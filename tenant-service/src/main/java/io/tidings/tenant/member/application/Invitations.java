package io.tidings.tenant.member.application;

import io.smallrye.mutiny.Uni;
import io.tidings.runtime.tenancy.TenantId;
import io.tidings.tenant.member.domain.Invitation;

import java.time.Instant;
import java.util.Optional;

/** Invitations of a tenant that are not answered yet. */
public interface Invitations {

    /** Adds one under the hash of its token; another one for the same person is thereby void. */
    Uni<Void> put(TenantId tenant, Invitation invitation, byte[] tokenHash);

    /** Takes the invitation away and answers it; empty when there is none by then. At most one caller gets it. */
    Uni<Optional<Invitation>> take(TenantId tenant, byte[] tokenHash, Instant now);

    /** How many stand at {@code now}, without the one for {@code subject}. */
    Uni<Integer> countOpen(TenantId tenant, String subject, Instant now);

    /** Takes away whatever was offered to the person; false when nothing was. */
    Uni<Boolean> withdraw(TenantId tenant, String subject);
}
