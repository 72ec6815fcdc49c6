package io.tidings.gateway.limits;

import io.tidings.gateway.directory.KeyEntry;
import io.tidings.gateway.directory.TenantEntry;
import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.stream.Collectors;

/**
 * The buckets a request of one caller on one route takes from, all or none. Good for as long as the directory holds the very
 * entries it was made of. Without a tenant it is an address's.
 */
final class Claim {
    final @Nullable KeyEntry key;
    final @Nullable TenantEntry tenant;

    /** The first is the tenant's or the address's, and its lock is that of all. */
    final List<Cell> cells;

    final String policy;
    final boolean isStrict;

    /** Only to forget what is not used. */
    volatile long usedAt;

    Claim(@Nullable KeyEntry key, @Nullable TenantEntry tenant, List<Cell> cells, boolean isStrict, long now) {
        this.key = key;
        this.tenant = tenant;
        this.cells = cells;
        this.policy = cells.stream().map(cell -> cell.policy).collect(Collectors.joining(", "));
        this.isStrict = isStrict;
        this.usedAt = now;
    }

    boolean isOf(@Nullable KeyEntry otherKey, TenantEntry otherTenant) {
        return key == otherKey && tenant == otherTenant;
    }
}
