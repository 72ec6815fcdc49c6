package io.tidings.runtime.web;

import io.quarkus.security.PermissionsAllowed;
import io.smallrye.mutiny.Uni;
import io.tidings.runtime.problem.Refusal;
import io.tidings.runtime.tenancy.Sql;
import io.tidings.runtime.tenancy.TenantTx;
import io.tidings.runtime.value.Ids;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** A resource as services write them, for the tests of the platform. */
@Path("/api/v1/notes")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
class NoteResource {
    /** Runs in the middle of the next creation, once. */
    static volatile @Nullable Runnable meanwhile;

    private final TenantTx tx;
    private final Sql sql;
    private final Idempotency idempotency;

    NoteResource(TenantTx tx, Sql sql, Idempotency idempotency) {
        this.tx = tx;
        this.sql = sql;
        this.idempotency = idempotency;
    }

    record Line(@NotBlank String name, @Positive int quantity) {}

    record NoteRequest(
            @NotBlank @Size(max = 50) String text,
            @Nullable Integer stars,
            @Nullable Map<String, String> extra,
            @Nullable @Valid List<Line> lineItems) {}

    record NoteView(UUID id, String text) {}

    @POST
    @PermissionsAllowed("notes:write")
    public Uni<Response> add(@BeanParam Caller caller, @NotNull @Valid NoteRequest body) {
        return idempotency.once(caller, body, () -> create(caller, body));
    }

    @POST
    @Path("/elsewhere")
    @PermissionsAllowed("notes:write")
    public Uni<Response> addElsewhere(@BeanParam Caller caller, @NotNull @Valid NoteRequest body) {
        return idempotency.once(caller, body, () -> create(caller, body));
    }

    private Uni<Response> create(Caller caller, NoteRequest body) {
        var id = Ids.next();
        return tx.run(
                caller.tenant(),
                () -> sql.update(
                                "insert into notes (tenant_id, id, text) values ($1, $2, $3)",
                                caller.tenant().value(),
                                id,
                                body.text())
                        .map(inserted -> {
                            var hook = meanwhile;
                            meanwhile = null;
                            if (hook != null) {
                                hook.run();
                            }
                            if (body.text().equals("refused")) {
                                throw new Refused();
                            }
                            return Answers.created("/api/v1/notes/" + id, new NoteView(id, body.text()), 0);
                        }));
    }

    @POST
    @Path("/raw")
    @PermissionsAllowed("notes:write")
    public Uni<Integer> raw(byte[] body) {
        return Uni.createFrom().item(body.length);
    }

    @GET
    @Path("/{id}")
    @PermissionsAllowed("notes:read")
    public Uni<NoteView> one(@BeanParam Caller caller, @PathParam("id") UUID id) {
        return Uni.createFrom().item(new NoteView(id, caller.tenant().toString()));
    }

    @GET
    @Path("/broken/{how}")
    @PermissionsAllowed("notes:read")
    public Uni<NoteView> broken(@PathParam("how") String how) {
        return Uni.createFrom()
                .failure(
                        how.equals("away")
                                ? new IOException("connect to 10.0.0.7 refused")
                                : new IllegalStateException("password=hunter2"));
    }

    @GET
    @Path("/forgotten")
    public String forgotten() {
        return "a method without a permission";
    }

    static final class Refused extends Refusal {
        Refused() {
            super(Kind.OVER_LIMIT, "note.refused", "Not this one", Map.of("retry_after", 7L, "left", 3L));
        }
    }
}
