package io.tidings.gateway.limits;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** How often whom may call what. All rates are requests a minute; as many may come at once. */
@ConfigMapping(prefix = "tidings.limits")
interface LimitSettings {

    /** By name of the plan, where the directory says nothing: shared by the keys of a tenant that have no rate of their own. */
    Map<String, Integer> plans();

    /** Where the plan is not in the list. */
    @WithDefault("120")
    int otherwise();

    /** Of everything one tenant does, keys with a rate of their own included: no tenant takes the machine from the others. */
    @WithDefault("1200000")
    int tenant();

    /** Of one tenant on one route, by the route's name: {@code orders}, {@code otp-send} … */
    Map<String, Integer> routes();

    /** Of one address (of IPv6: one network of 64 bits), by whoever acts for no tenant. */
    Address address();

    /** Rates of an address. */
    interface Address {
        /** Steps of a login or logout; one login takes two to three. */
        @WithDefault("120")
        int login();

        /** Everything else: people who act for themselves, and callers without a credential where none is needed. */
        @WithDefault("300")
        int otherwise();
    }

    /** The store that several gateways count in together. */
    Shared shared();

    /** Settings of the shared store. */
    interface Shared {
        /** {@code redis://host:port} of a Valkey or Redis; without it every gateway counts for itself. */
        Optional<String> url();

        /**
         * How long a request waits for the store before it and, for the length of the pause, others are decided here: long
         * enough for a store on a busy machine, for each gateway that counts alone lets the whole rate through.
         */
        @WithDefault("250ms")
        Duration timeout();

        /** How long the store is left alone after it failed. */
        @WithDefault("500ms")
        Duration pause();
    }
}
