package io.tidings.tenant.key.domain;

import io.tidings.runtime.problem.Refusal;

import java.util.List;

/** What a key may do: {@code <thing>:read}, {@code <thing>:write}, {@code <thing>:*}, or {@code *} for everything. */
public record Permissions(List<String> values) {

    /** Refuses an empty list and what is no permission ({@code api-key.permissions}). */
    public Permissions {
        values = values.stream().distinct().toList();
        if (values.isEmpty() || !values.stream().allMatch(p -> p.matches("\\*|[a-z][a-z-]{0,39}:(read|write|\\*)"))) {
            throw new Malformed();
        }
    }

    /** Not permissions. */
    public static final class Malformed extends Refusal {
        Malformed() {
            super(Kind.INVALID, "api-key.permissions", "Permissions look like orders:read, orders:* or *");
        }
    }
}
