package io.tidings.gateway.routing;

/**
 * Where a path leads.
 *
 * @param service the owner
 * @param kind decides what the caller must bring
 */
public record Route(Service service, Kind kind) {

    /** What a route expects of its caller. */
    public enum Kind {
        /** A key of a tenant. */
        API,
        /** A key of a tenant or the operator's. */
        TENANCY,
        /** No key: the owner checks the sender's signature. */
        WEBHOOK
    }
}
