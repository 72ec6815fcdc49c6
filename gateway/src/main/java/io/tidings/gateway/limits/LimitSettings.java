package io.tidings.gateway.limits;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

import java.util.Map;

/** Rates by plan, for keys that have none of their own. */
@ConfigMapping(prefix = "tidings.limits")
interface LimitSettings {

    /** Requests a minute by name of the plan. */
    Map<String, Integer> plans();

    /** Requests a minute where the plan is not in the list. */
    @WithDefault("120")
    int otherwise();
}
