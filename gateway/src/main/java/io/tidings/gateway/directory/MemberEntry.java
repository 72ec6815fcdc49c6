package io.tidings.gateway.directory;

import java.util.List;
import java.util.UUID;

/**
 * What a person may do in a tenant. A change makes a new instance, as with {@link TenantEntry}.
 *
 * @param id of this membership, for limits and caches; made of tenant and subject
 * @param role as the tenant's owner calls it: owner, admin, member
 * @param permissions shared between members that have the same
 */
public record MemberEntry(UUID id, String role, List<String> permissions) {}
