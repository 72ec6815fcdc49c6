package io.tidings.gateway.resolution;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Which hosts are ours and who the operator is. */
@ConfigMapping(prefix = "tidings.resolution")
interface ResolutionSettings {

    /** Hosts on which the credential alone decides; sub-domains of the named ones (not of addresses) are tenants. */
    @WithDefault("localhost,127.0.0.1")
    List<String> baseHosts();

    /** SHA-256 of the operator's key, hex. Without it there is no operator. */
    Optional<String> operatorKeySha256();

    /** File with an ISO 8601 duration by which key expiry runs ahead, for trying out the suite in time. */
    Optional<Path> clockFile();
}
