package io.tidings.messaging.phonenumber.application;

import io.smallrye.mutiny.Uni;
import io.tidings.runtime.tenancy.TenantId;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** What the provider says of numbers. Called in the tenant's transaction. */
public interface NumberHealth {

    /** @param people who may be written to outside the window within 24 hours; null for no limit */
    record Limit(@Nullable Integer people) {
        public static final Limit NONE = new Limit(null);
    }

    /**
     * What is new; null for what is not said.
     *
     * @param quality green, yellow or red
     * @param standing why the account may not send, such as {@code account.disabled}; empty when it may again
     */
    record News(
            @Nullable String quality,
            @Nullable Limit limit,
            @Nullable String standing) {
        public boolean isEmpty() {
            return quality == null && limit == null && standing == null;
        }
    }

    /** What is known of one number. */
    record Known(
            UUID number,
            @Nullable String quality,
            @Nullable Integer messagingLimit,
            @Nullable String event,
            Instant updatedAt) {}

    /**
     * Keeps what is said of an account's numbers, and pauses or resumes them by its standing. Only those paused for their
     * account's sake are resumed.
     *
     * @param phone digits of the one number meant; null for all of the account
     */
    Uni<Void> keep(
            TenantId tenant, String wabaId, @Nullable String phone, @Nullable String event, News news, Instant now);

    /** All of which something is known. */
    Uni<List<Known>> all(TenantId tenant);
}
