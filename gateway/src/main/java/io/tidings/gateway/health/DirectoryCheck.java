package io.tidings.gateway.health;

import io.micrometer.core.instrument.MeterRegistry;
import io.tidings.gateway.directory.Directory;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

import jakarta.inject.Singleton;

/** This gateway's own readiness, on the management port: it can decide about callers once the directory is read. */
@Readiness
@Singleton
class DirectoryCheck implements HealthCheck {
    private final Directory directory;

    DirectoryCheck(Directory directory, MeterRegistry registry) {
        this.directory = directory;
        registry.gauge("tidings.gateway.directory.tenants", directory, Directory::tenantCount);
        registry.gauge("tidings.gateway.directory.keys", directory, Directory::keyCount);
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("directory")
                .status(directory.isLoaded())
                .build();
    }
}
