package io.tidings.contracts;

import java.util.List;

/** Names of the Kafka topics. Each service publishes on its own; outside producers publish on {@link #INGRESS}. */
public final class Topics {
    public static final String TENANT = "tidings.tenant";
    public static final String MESSAGING = "tidings.messaging";
    public static final String BILLING = "tidings.billing";
    public static final String COMMERCE = "tidings.commerce";
    public static final String CAMPAIGN = "tidings.campaign";

    /** What the gateway counts: {@code io.tidings.contracts.tenant.ApiCallsCounted}. */
    public static final String USAGE = "tidings.usage";

    /** Where producers outside the suite publish the same event types; the owning service applies them as its own. */
    public static final String INGRESS = "tidings.ingress";

    /** Compacted: the last state of each tenant, API key and member, see {@code io.tidings.contracts.directory}. */
    public static final String DIRECTORY = "tidings.directory";

    /** Topics of events, without {@link #DIRECTORY} and the dead letters. */
    public static final List<String> EVENTS = List.of(TENANT, MESSAGING, BILLING, COMMERCE, CAMPAIGN, USAGE, INGRESS);

    private Topics() {}

    /** Where records of {@code topic} go that could not be used: the original bytes, the reason as a code. */
    public static String deadLetters(String topic) {
        return topic + ".dlq";
    }
}
