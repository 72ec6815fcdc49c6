package io.tidings.gateway.directory;

import java.util.List;
import java.util.UUID;

/** A loaded directory for tests that need no source. */
public class DirectoryBuilder {
    private final Directory directory = new Directory();

    public DirectoryBuilder tenant(String slug, String... domains) {
        UUID id = UUID.nameUUIDFromBytes(slug.getBytes());
        directory.put(new TenantEntry(id, slug, "free", true, List.of(domains)));
        return this;
    }

    public DirectoryBuilder suspended(String slug) {
        UUID id = UUID.nameUUIDFromBytes(slug.getBytes());
        directory.put(new TenantEntry(id, slug, "free", false, List.of()));
        return this;
    }

    public DirectoryBuilder member(String slug, String subject, String role, String... permissions) {
        directory.putMember(UUID.nameUUIDFromBytes(slug.getBytes()), subject, role, List.of(permissions));
        return this;
    }

    public Directory build() {
        directory.markLoaded();
        return directory;
    }
}
