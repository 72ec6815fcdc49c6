package io.tidings.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.eclipse.microprofile.config.Config;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import jakarta.inject.Inject;

/** What is set when nobody sets anything, and that the README says so. */
@QuarkusTest
@WithTestResource(StubServices.class)
class ConfigurationTest {
    @Inject
    Config config;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "tidings.directory.bootstrap-servers | localhost:8111",
                "tidings.resolution.base-hosts | localhost,127.0.0.1",
                "tidings.token.lifetime | 60s",
                "tidings.token.renew-before | 20s",
                "tidings.login.public-url | http://localhost:8080",
                "tidings.login.client-id | tidings-web",
                "tidings.login.audience | tidings-api",
                "tidings.login.algorithm | RS256",
                "tidings.login.landing | /api/v1/me",
                "tidings.login.leeway | 10s",
                "tidings.login.keys-pause | 5s",
                "tidings.login.timeout | 3s",
                "tidings.login.attempt | 10m",
                "tidings.login.renew-before | 60s",
                "tidings.limits.plans.free | 120",
                "tidings.limits.plans.starter | 600",
                "tidings.limits.plans.pro | 3000",
                "tidings.limits.plans.enterprise | 12000",
                "tidings.limits.otherwise | 120",
                "tidings.limits.tenant | 1200000",
                "tidings.limits.routes.otp-send | 300",
                "tidings.limits.address.login | 120",
                "tidings.limits.address.otherwise | 300",
                "tidings.limits.shared.timeout | 250ms",
                "tidings.limits.shared.pause | 500ms",
                "tidings.usage.flush-every | 500ms",
                "tidings.usage.farewell | 3s",
                "tidings.openapi.timeout | 2s",
                "tidings.proxy.pool-size | 64",
                "tidings.proxy.queue-size | 1024",
                "tidings.proxy.connect-timeout | 1s",
                "tidings.proxy.queue-timeout | 2s",
                "tidings.proxy.api-body | 1M",
                "tidings.proxy.webhook-body | 3M",
                "tidings.proxy.file-body | 32M",
                "tidings.proxy.breaker.failures | 10",
                "tidings.proxy.breaker.pause | 1s",
                "tidings.health.interval | 500ms",
                "tidings.health.timeout | 1s",
            })
    void defaults_are_as_documented(String key, String value) throws IOException {
        assertThat(config.getValue(key, String.class)).isEqualTo(value);
        assertThat(Files.readString(Path.of("README.md")))
                .contains(key.substring(0, key.lastIndexOf('.')))
                .contains(key.startsWith("tidings.limits.plans") ? value : key.substring(key.lastIndexOf('.') + 1));
    }
}
