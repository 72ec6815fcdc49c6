package io.tidings.contracts.directory;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.UUID;

/**
 * State of one tenant on the directory topic, record key {@code tenant:<id>}.
 *
 * @param id the tenant
 * @param slug its sub-domain
 * @param plan free, starter, pro or enterprise
 * @param active false while suspended: reads go on, writes are refused
 * @param domains custom domains, lower case, proven
 * @param apiRate requests a minute that the plan includes; null when nothing is said of it
 */
public record DirectoryTenant(
        UUID id,
        String slug,
        String plan,
        boolean active,
        List<String> domains,
        @Nullable Integer apiRate) {}
