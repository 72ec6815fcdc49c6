package io.tidings.tenant.access.domain;

import java.util.List;

/** A list of permissions: {@code orders:write}, {@code orders:*} for all about orders, {@code *} for everything. */
public record Grants(List<String> permissions) {
    public static final Grants NONE = new Grants(List.of());

    /** Whether whoever holds these may also do {@code asked}, itself perhaps a wildcard. */
    public boolean cover(String asked) {
        var colon = asked.indexOf(':');
        return permissions.contains("*")
                || permissions.contains(asked)
                || (colon > 0 && permissions.contains(asked.substring(0, colon) + ":*"));
    }

    /** Whether every one of {@code asked} is covered. */
    public boolean coverAll(List<String> asked) {
        return asked.stream().allMatch(this::cover);
    }
}
