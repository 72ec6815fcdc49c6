package io.tidings.runtime.event;

import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;

import jakarta.inject.Singleton;

/** Forgets what has served. */
@Singleton
class Housekeeping {
    private final Inbox inbox;

    Housekeeping(Inbox inbox) {
        this.inbox = inbox;
    }

    @Scheduled(every = "1h", delayed = "10m", identity = "forget-old-inbox")
    Uni<Void> forgetOldInbox() {
        return inbox.forgetOld().replaceWithVoid();
    }
}
