package io.tidings.tenant.member.application;

import io.smallrye.mutiny.Uni;
import io.tidings.runtime.problem.Refusal;
import io.tidings.runtime.tenancy.TenantId;

/** Knows who people are. It says nothing of what they may do. */
public interface IdentityProvider {

    /**
     * The subject (sub) of the person with this e-mail address, who is made when there is none. The same address leads to
     * the same subject, however often and from whatever tenant it is asked for. Refuses with {@link NotConfigured} or
     * {@link Unavailable}.
     *
     * @param tenant who asks
     * @param email as given, checked for its form only
     */
    Uni<String> findOrCreate(TenantId tenant, String email);

    /** This installation has no log-in. */
    final class NotConfigured extends Refusal {
        public NotConfigured() {
            super(Kind.CONFLICT, "login.not-configured", "Nobody can be invited: this installation has no log-in");
        }
    }

    /** The log-in cannot be reached, or answers nonsense. */
    final class Unavailable extends Refusal {
        public Unavailable() {
            super(Kind.UPSTREAM, "login.unavailable", "The log-in cannot be reached; try again later");
        }
    }
}
