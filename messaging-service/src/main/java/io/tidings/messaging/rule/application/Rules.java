package io.tidings.messaging.rule.application;

import io.smallrye.mutiny.Uni;
import io.tidings.messaging.rule.domain.NotificationRule;
import io.tidings.runtime.tenancy.TenantId;

import java.time.Instant;
import java.util.List;

/** What each tenant changed of the default rules. Called in the tenant's transaction. */
public interface Rules {

    Uni<List<NotificationRule>> changed(TenantId tenant);

    /** Stores a rule over the version before it; false when somebody else was quicker. */
    Uni<Boolean> keep(TenantId tenant, NotificationRule rule, Instant now);
}
