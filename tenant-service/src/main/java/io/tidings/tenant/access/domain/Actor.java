package io.tidings.tenant.access.domain;

import org.jspecify.annotations.Nullable;

/**
 * Who does something.
 *
 * @param principal such as {@code key:<uuid>}, {@code user:<sub>} or {@code operator}
 * @param operator whether it is who runs the installation
 * @param person the logged-in person, as the identity provider names them (sub); null for keys and the operator
 * @param grants what they may do
 * @param requestId the trace of the request; null for what no request asked for
 */
public record Actor(
        String principal,
        boolean operator,
        @Nullable String person,
        Grants grants,
        @Nullable String requestId) {

    /** The service itself, when time and not somebody asks for it. */
    public static Actor suite() {
        return new Actor("suite", false, null, Grants.NONE, null);
    }
}
