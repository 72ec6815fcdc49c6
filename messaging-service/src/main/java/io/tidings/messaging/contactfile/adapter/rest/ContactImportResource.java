package io.tidings.messaging.contactfile.adapter.rest;

import io.quarkus.security.PermissionsAllowed;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Uni;
import io.tidings.messaging.contactfile.application.Imports;
import io.tidings.messaging.contactfile.domain.ContactImport;
import io.tidings.messaging.contactfile.domain.LineError;
import io.tidings.runtime.tenancy.TenantTx;
import io.tidings.runtime.web.Caller;
import io.tidings.runtime.web.Page;
import io.tidings.runtime.web.PageQuery;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.jspecify.annotations.Nullable;

import java.io.InputStream;
import java.time.Instant;
import java.util.UUID;

import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;

/**
 * Contacts from a file: CSV of up to 32 MB, the first line names the columns. It is stored while it comes and worked after;
 * what cannot be used is reported by line. Refusals: {@code import.columns}, {@code import.region}, {@code import.charset}
 * 422, {@code import.empty} 400, {@code import.not-found} 404, {@code request.too-large} 413.
 */
@Path("/api/v1/contacts/imports")
class ContactImportResource {

    record ImportView(
            UUID id,
            String status,
            long rows,
            long added,
            long updated,
            long unchanged,
            long refused,
            Instant createdAt,
            @Nullable Instant finishedAt) {
        static ImportView of(ContactImport file) {
            return new ImportView(
                    file.id(),
                    file.status().wire(),
                    file.rows(),
                    file.added(),
                    file.updated(),
                    file.unchanged(),
                    file.refused(),
                    file.createdAt(),
                    file.finishedAt());
        }
    }

    private final CsvUpload upload;
    private final Imports imports;
    private final TenantTx tx;

    ContactImportResource(CsvUpload upload, Imports imports, TenantTx tx) {
        this.upload = upload;
        this.imports = imports;
        this.tx = tx;
    }

    /**
     * Answers 202 when the whole file is stored; {@code GET /api/v1/contacts/imports/{id}} tells how far it is. An
     * Idempotency-Key answers the import it has, whatever is in the file.
     *
     * @param region ISO 3166, such as {@code ES}: how numbers without country code are read
     */
    @POST
    @Consumes("text/csv")
    @Blocking
    @PermissionsAllowed("contacts:write")
    public Response receive(
            @BeanParam Caller caller,
            @HeaderParam(HttpHeaders.CONTENT_TYPE) String type,
            @QueryParam("region") @Nullable String region,
            @RequestBody(
                            content =
                                    @Content(
                                            mediaType = "text/csv",
                                            schema =
                                                    @Schema(
                                                            type = SchemaType.STRING,
                                                            example = "phone,name\n+34600111222,Ana\n")))
                    InputStream file) {
        var stored = upload.handle(caller, type, region, file);
        return Response.accepted(ImportView.of(stored))
                .header(HttpHeaders.LOCATION, "/api/v1/contacts/imports/" + stored.id())
                .build();
    }

    @GET
    @PermissionsAllowed("contacts:read")
    public Uni<Page<ImportView>> list(@BeanParam Caller caller, @BeanParam PageQuery page) {
        var request = page.of(caller.tenant());
        return tx.run(request.tenant(), () -> imports.list(request.tenant(), request))
                .map(found ->
                        new Page<>(found.items().stream().map(ImportView::of).toList(), found.nextCursor()));
    }

    @GET
    @Path("/{id}")
    @PermissionsAllowed("contacts:read")
    public Uni<ImportView> get(@BeanParam Caller caller, UUID id) {
        var tenant = caller.tenant();
        return tx.run(tenant, () -> imports.byId(tenant, id))
                .map(found -> ImportView.of(found.orElseThrow(ContactImport.NotFound::new)));
    }

    /** Lines that were not used, or not all of them: with the codes of the API or {@code row.…}. */
    @GET
    @Path("/{id}/errors")
    @PermissionsAllowed("contacts:read")
    public Uni<Page<LineError>> errors(@BeanParam Caller caller, @BeanParam PageQuery page, UUID id) {
        var request = page.of(caller.tenant());
        return tx.run(
                request.tenant(),
                () -> imports.byId(request.tenant(), id)
                        .map(found -> found.orElseThrow(ContactImport.NotFound::new))
                        .chain(file -> imports.errors(request.tenant(), request, file.id())));
    }
}
