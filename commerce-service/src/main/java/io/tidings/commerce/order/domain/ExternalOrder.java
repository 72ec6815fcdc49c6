package io.tidings.commerce.order.domain;

import io.tidings.runtime.problem.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * What another system calls the order.
 *
 * @param platform shopify, woocommerce or custom
 * @param id unique in that platform for the tenant; null when only the platform is known
 */
public record ExternalOrder(String platform, @Nullable String id) {

    /** Null when nothing is known; refuses an id without its platform ({@code order.external-incomplete}). */
    public static @Nullable ExternalOrder ofNullable(@Nullable String platform, @Nullable String id) {
        if (platform == null) {
            if (id != null) {
                throw new Incomplete();
            }
            return null;
        }
        return new ExternalOrder(platform, id);
    }

    /** An id of no platform. */
    public static final class Incomplete extends Refusal {
        Incomplete() {
            super(Kind.INVALID, "order.external-incomplete", "external_id needs external_platform");
        }
    }
}
