package io.tidings.runtime.tenancy;

import java.util.UUID;

/** A tenant. The first parameter of every port method; never kept in a thread, a context or a field. */
public record TenantId(UUID value) {

    /** Reads the canonical text form; refuses anything else with {@link IllegalArgumentException}. */
    public static TenantId of(String text) {
        var id = UUID.fromString(text);
        if (!id.toString().equalsIgnoreCase(text)) {
            throw new IllegalArgumentException("Not a canonical UUID");
        }
        return new TenantId(id);
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
