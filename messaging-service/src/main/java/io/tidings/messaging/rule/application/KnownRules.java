package io.tidings.messaging.rule.application;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.smallrye.mutiny.Uni;
import io.tidings.messaging.rule.domain.Audience;
import io.tidings.messaging.rule.domain.NotificationRule;
import io.tidings.messaging.rule.domain.NotifiedEvent;
import io.tidings.runtime.tenancy.TenantId;

import java.time.Duration;
import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;

/**
 * The rules that hold for a tenant: the defaults with its changes. Remembered for ten seconds, so that an event costs no look
 * of its own; a change is seen at once by the process that made it.
 */
@ApplicationScoped
public class KnownRules {
    private static final Duration REMEMBERED = Duration.ofSeconds(10);
    private static final int MOST_TENANTS = 10_000;

    private final Rules rules;
    private final Cache<TenantId, List<NotificationRule>> known = Caffeine.newBuilder()
            .expireAfterWrite(REMEMBERED)
            .maximumSize(MOST_TENANTS)
            .build();

    KnownRules(Rules rules) {
        this.rules = rules;
    }

    /** The rule for this event and audience; refuses what never speaks ({@code rule.not-found}). */
    public Uni<NotificationRule> of(TenantId tenant, NotifiedEvent event, Audience audience) {
        return all(tenant)
                .map(all -> all.stream()
                        .filter(rule -> rule.isFor(event, audience))
                        .findFirst()
                        .orElseThrow(NotificationRule.NotFound::new));
    }

    private Uni<List<NotificationRule>> all(TenantId tenant) {
        var found = known.getIfPresent(tenant);
        return found != null ? Uni.createFrom().item(found) : read(tenant).invoke(all -> known.put(tenant, all));
    }

    /** All rules as they are stored now. */
    public Uni<List<NotificationRule>> read(TenantId tenant) {
        return rules.changed(tenant)
                .map(changed -> NotificationRule.DEFAULTS.stream()
                        .map(usual -> changed.stream()
                                .filter(rule -> rule.isFor(usual.event(), usual.audience()))
                                .findFirst()
                                .orElse(usual))
                        .toList());
    }

    /** To be called when a change of this tenant's rules has been committed. */
    void forget(TenantId tenant) {
        known.invalidate(tenant);
    }
}
