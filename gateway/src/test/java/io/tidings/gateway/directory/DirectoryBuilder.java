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

    public Directory build() {
        directory.markLoaded();
        return directory;
    }
}
