package io.tidings.runtime.web;

import io.tidings.runtime.tenancy.TenantId;
import org.jspecify.annotations.Nullable;

import jakarta.ws.rs.QueryParam;

/** The query of every list: {@code limit} (1 to 100, default 20) and {@code cursor}. */
public class PageQuery {
    @QueryParam("limit")
    @Nullable
    String limit;

    @QueryParam("cursor")
    @Nullable
    String cursor;

    /** Reads the query; refuses a bad limit ({@code page.limit}) and cursors that are not this tenant's ({@code page.cursor}). */
    public PageRequest of(TenantId tenant) {
        return PageRequest.of(tenant, limit, cursor);
    }
}
