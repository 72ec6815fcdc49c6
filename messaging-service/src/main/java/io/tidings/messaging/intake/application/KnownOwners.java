package io.tidings.messaging.intake.application;

import io.smallrye.mutiny.Uni;
import io.tidings.messaging.phonenumber.application.NumberOwners;
import io.tidings.runtime.tenancy.TenantId;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

import jakarta.enterprise.context.ApplicationScoped;

/**
 * Remembers for a minute whose number is whose: three statuses follow each message, and all ask the same. Numbers nobody
 * owns are not remembered, so that a new one is heard from its first webhook on.
 */
@ApplicationScoped
class KnownOwners {
    private static final Duration REMEMBERED = Duration.ofMinutes(1);
    private static final int MOST = 10_000;

    private record Known(TenantId tenant, Instant until) {}

    private final NumberOwners owners;
    private final Clock clock;
    private final Map<String, Known> known = new ConcurrentHashMap<>();

    KnownOwners(NumberOwners owners, Clock clock) {
        this.owners = owners;
        this.clock = clock;
    }

    Uni<Optional<TenantId>> of(String phoneNumberId) {
        var now = clock.instant();
        var entry = known.get(phoneNumberId);
        if (entry != null && now.isBefore(entry.until())) {
            return Uni.createFrom().item(Optional.of(entry.tenant()));
        }
        return owners.ownerOf(phoneNumberId)
                .invoke(found -> found.ifPresent(tenant -> {
                    if (known.size() >= MOST) {
                        known.clear();
                    }
                    known.put(phoneNumberId, new Known(tenant, now.plus(REMEMBERED)));
                }));
    }
}
