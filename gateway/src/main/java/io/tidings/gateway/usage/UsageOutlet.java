package io.tidings.gateway.usage;

import java.time.Duration;
import java.util.List;

/** Where what was counted is published. */
interface UsageOutlet {

    /**
     * Publishes and waits for the acknowledgement.
     *
     * @param limit after which it gives up
     * @return what is not acknowledged, and may be published all the same: it is to be told again as it is
     */
    List<Told> publish(List<Told> all, Duration limit);

    /** Lets go of its connections. */
    void close();
}
