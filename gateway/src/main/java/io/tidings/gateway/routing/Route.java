package io.tidings.gateway.routing;

/**
 * Where a path leads.
 *
 * @param service the owner
 * @param kind decides what the caller must bring
 * @param name what limits call it: the resource, or the sender of a webhook; one of few
 */
public record Route(Service service, Kind kind, String name) {
    /** Sending one-time codes costs money and annoys strangers. */
    static final String OTP_SEND = "otp-send";

    /** Files of contacts, which are larger than other bodies and are streamed through. */
    static final String CONTACT_IMPORTS = "contact-imports";

    /** What a route expects of its caller. */
    public enum Kind {
        /** A key of a tenant. */
        API,
        /** A key of a tenant or the operator's. */
        TENANCY,
        /** What {@link #TENANCY} takes, or nothing to read it. */
        OPEN,
        /** No key: the owner checks the sender's signature. */
        WEBHOOK
    }

    /** Whether it is closed while its limits cannot be counted together with other gateways. */
    public boolean isStrict() {
        return name.equals(OTP_SEND);
    }

    /** Whether it takes files. */
    public boolean takesFiles() {
        return name.equals(CONTACT_IMPORTS);
    }
}
