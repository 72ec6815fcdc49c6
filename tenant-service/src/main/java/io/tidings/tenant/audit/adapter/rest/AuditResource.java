package io.tidings.tenant.audit.adapter.rest;

import io.quarkus.security.PermissionsAllowed;
import io.smallrye.mutiny.Uni;
import io.tidings.runtime.web.Caller;
import io.tidings.runtime.web.Page;
import io.tidings.runtime.web.PageQuery;
import io.tidings.runtime.web.PageRequest;
import io.tidings.tenant.access.adapter.rest.Visibility;
import io.tidings.tenant.audit.application.ReadAudit;
import io.tidings.tenant.audit.domain.ChainCheck;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.HexFormat;
import java.util.UUID;

import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

/** Who did what in a tenant. Nothing here changes the log. Refusal: {@code tenant.not-found}. */
@Path("/api/v1/tenants/{id}/audit")
class AuditResource {
    record EntryView(
            long seq,
            Instant at,
            String actor,
            String action,
            String object,
            @Nullable String detail,
            @Nullable String requestId,
            String hash) {
        static EntryView of(ChainCheck.Kept kept) {
            var entry = kept.entry();
            return new EntryView(
                    entry.seq(),
                    entry.at(),
                    entry.actor(),
                    entry.action(),
                    entry.object(),
                    entry.detail(),
                    entry.requestId(),
                    HexFormat.of().formatHex(kept.hash()));
        }
    }

    /**
     * @param rows how many rows are as they were written, from the first on
     * @param firstBroken number of the first row that is changed, missing or out of place
     */
    record VerdictView(boolean intact, long rows, @Nullable Long firstBroken) {}

    private final ReadAudit readAudit;

    AuditResource(ReadAudit readAudit) {
        this.readAudit = readAudit;
    }

    /** Newest first. */
    @GET
    @PermissionsAllowed("audit:read")
    public Uni<Page<EntryView>> list(@BeanParam Caller caller, @BeanParam PageQuery query, UUID id) {
        var request = query.of(Visibility.visible(caller, id));
        return readAudit
                .handle(request.tenant(), number(request), request.fetch())
                .map(rows -> Page.of(
                        request,
                        rows.stream().map(EntryView::of).toList(),
                        // the cursor carries an id; a row's number is all the id it has
                        row -> new UUID(0, row.seq())));
    }

    /** Recomputes the chain of hashes. */
    @GET
    @Path("/verify")
    @PermissionsAllowed("audit:read")
    public Uni<VerdictView> verify(@BeanParam Caller caller, UUID id) {
        return readAudit
                .verify(Visibility.visible(caller, id))
                .map(verdict -> new VerdictView(verdict.intact(), verdict.rows(), verdict.firstBroken()));
    }

    private static long number(PageRequest request) {
        return request.before().getMostSignificantBits() == 0
                ? request.before().getLeastSignificantBits()
                : Long.MAX_VALUE;
    }
}
