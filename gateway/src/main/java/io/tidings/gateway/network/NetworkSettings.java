package io.tidings.gateway.network;

import io.smallrye.config.ConfigMapping;

import java.util.List;
import java.util.Optional;

/** Who stands between the clients and this process. */
@ConfigMapping(prefix = "tidings.network")
interface NetworkSettings {

    /**
     * CIDR blocks of load balancers whose {@code X-Forwarded-For} and {@code -Proto} are believed. Nobody's are without it.
     */
    Optional<List<String>> trustedProxies();
}
