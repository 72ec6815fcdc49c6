package io.tidings.gateway.directory;

import java.util.List;
import java.util.UUID;

/**
 * A tenant as the gateway knows it. A change makes a new instance: what was derived from an entry is current as long as
 * the directory still holds that very instance.
 *
 * @param id the tenant
 * @param slug its sub-domain, lower case
 * @param plan names the default rate
 * @param active false while suspended
 * @param domains proven custom domains, normalised
 * @param apiRate requests a minute that its plan includes, 0 where the directory says nothing
 */
public record TenantEntry(UUID id, String slug, String plan, boolean active, List<String> domains, int apiRate) {
    public TenantEntry(UUID id, String slug, String plan, boolean active, List<String> domains) {
        this(id, slug, plan, active, domains, 0);
    }
}
