package io.tidings.runtime.web;

import io.tidings.runtime.problem.Refusal;
import io.tidings.runtime.tenancy.TenantId;
import org.jspecify.annotations.Nullable;

import java.util.UUID;

/**
 * Which page of a list: rows whose id is below {@code before}, newest first. Ids are UUIDv7, so their order is that of
 * time: {@code where tenant_id = $1 and id < $2 order by id desc limit $3}.
 *
 * @param limit rows the page shows
 * @param before exclusive upper bound of the ids
 */
public record PageRequest(TenantId tenant, int limit, UUID before) {
    private static final int DEFAULT = 20;
    private static final int MOST = 100;

    /** From the texts of a query; see {@link PageQuery#of}. */
    public static PageRequest of(TenantId tenant, @Nullable String limit, @Nullable String cursor) {
        return new PageRequest(tenant, parsed(limit), cursor == null ? Cursor.START : Cursor.read(tenant, cursor));
    }

    private static int parsed(@Nullable String limit) {
        if (limit == null) {
            return DEFAULT;
        }
        if (!limit.matches("[0-9]{1,3}")) {
            throw new BadLimit();
        }
        var number = Integer.parseInt(limit);
        if (number < 1 || number > MOST) {
            throw new BadLimit();
        }
        return number;
    }

    /** How many rows to read: one more than shown, to know whether there is a next page. */
    public int fetch() {
        return limit + 1;
    }

    /** Not a number from 1 to 100. */
    static final class BadLimit extends Refusal {
        BadLimit() {
            super(Kind.MALFORMED, "page.limit", "limit takes a number from 1 to 100");
        }
    }
}
