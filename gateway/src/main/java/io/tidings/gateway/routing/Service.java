package io.tidings.gateway.routing;

/** The services behind the gateway. */
public enum Service {
    TENANT("tenant"),
    MESSAGING("messaging"),
    BILLING("billing"),
    COMMERCE("commerce"),
    CAMPAIGN("campaign");

    private final String audience;

    Service(String audience) {
        this.audience = audience;
    }

    /** Name in internal tokens, configuration, health and metrics. */
    public String audience() {
        return audience;
    }
}
