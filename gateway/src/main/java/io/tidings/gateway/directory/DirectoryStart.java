package io.tidings.gateway.directory;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/** Ties the directory to the life of the application. */
@Singleton
class DirectoryStart {
    private final DirectorySource source;

    DirectoryStart(DirectorySource source) {
        this.source = source;
    }

    void onStart(@Observes StartupEvent event) {
        source.start();
    }

    void onStop(@Observes ShutdownEvent event) {
        source.stop();
    }
}
