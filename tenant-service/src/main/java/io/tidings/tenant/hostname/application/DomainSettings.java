package io.tidings.tenant.hostname.application;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Domains of tenants. */
@ConfigMapping(prefix = "tidings.domains")
public interface DomainSettings {

    /** The installation's own names; no tenant can have them or what is below them. */
    List<String> own();

    /** Name server, {@code host:port}; absent: those of the machine. */
    Optional<String> resolver();

    /** How long it has for an answer. */
    @WithDefault("PT5S")
    Duration timeout();
}
