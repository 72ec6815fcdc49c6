package io.tidings.runtime.tenancy;

import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.infrastructure.Infrastructure;

import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/**
 * Takes MicroProfile's context propagation out of Mutiny, where it wraps each callback of each step. What belongs to a
 * request, a session or a transaction is kept by its Vert.x context here ({@link OnContext}), and tenant and caller are
 * arguments: there is nothing to carry along, and to do it took a tenth of the processor time.
 */
@Singleton
class NoContextPropagation {
    void start(@Observes @Priority(1) StartupEvent start) {
        Infrastructure.clearInterceptors();
    }
}
