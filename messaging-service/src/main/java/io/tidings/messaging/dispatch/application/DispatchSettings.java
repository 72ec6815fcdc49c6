package io.tidings.messaging.dispatch.application;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

import java.time.Duration;

/** How messages go out. */
@ConfigMapping(prefix = "tidings.dispatch")
public interface DispatchSettings {

    /** Messages on their way at once in this process: called for, or answered and not yet recorded. */
    @WithDefault("256")
    int inFlight();

    /** A message may leave this much before its slot; what is further ahead is put back until then. */
    @WithDefault("500ms")
    Duration slotAhead();

    /** A number may write to the same person this often; Meta's own pace. */
    @WithDefault("6s")
    Duration pairInterval();

    /** So many may go to one person at once, borrowed from the time after. */
    @WithDefault("45")
    int pairBurst();

    /** Calls made for one message before it fails for good, about three hours of tries. */
    @WithDefault("20")
    int mostAttempts();

    /** How long a stopping process waits for calls under way; what is not recorded by then becomes unknown. */
    @WithDefault("12s")
    Duration drain();
}
