package io.tidings.contracts.directory;

import java.util.List;
import java.util.UUID;

/**
 * What one person may do in one tenant, on the directory topic; record key {@code member:<tenant>:<subject>}. A tombstone
 * says that they are a member no more.
 *
 * @param tenantId the tenant
 * @param subject who, as the identity provider names them (sub)
 * @param role owner, admin or member
 * @param permissions what the role may do, such as {@code orders:*}
 */
public record DirectoryMember(UUID tenantId, String subject, String role, List<String> permissions) {}
