package io.tidings.messaging.otp.adapter.rest;

import io.quarkus.security.PermissionsAllowed;
import io.smallrye.mutiny.Uni;
import io.tidings.messaging.otp.application.OtpSettingsBook;
import io.tidings.messaging.otp.domain.OtpPurpose;
import io.tidings.messaging.otp.domain.OtpSettings;
import io.tidings.runtime.problem.Refusal;
import io.tidings.runtime.tenancy.TenantTx;
import io.tidings.runtime.web.Answers;
import io.tidings.runtime.web.Caller;
import io.tidings.runtime.web.Page;
import org.jspecify.annotations.Nullable;

import java.time.Clock;
import java.time.Duration;
import java.util.List;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;

/**
 * How codes are, by purpose. Refusals: {@code otp.purpose} and {@code otp.settings} 422, {@code request.stale} 412,
 * {@code otp.settings-changed} 409 when another change came in between.
 */
@Path("/api/v1/otp/settings")
class OtpSettingsResource {

    /** @param countries ISO 3166 codes; null for all */
    record SettingsRequest(
            @NotNull Integer length,
            @NotNull Integer lifeSeconds,
            @NotNull Integer attempts,
            @Nullable @Size(max = 250) List<@NotNull @Size(max = 2) String> countries) {}

    record SettingsView(
            String purpose,
            int length,
            long lifeSeconds,
            int attempts,
            @Nullable List<String> countries) {
        static SettingsView of(OtpSettings settings) {
            return new SettingsView(
                    settings.purpose().wire(),
                    settings.length(),
                    settings.life().toSeconds(),
                    settings.attempts(),
                    settings.countries());
        }
    }

    private final OtpSettingsBook book;
    private final TenantTx tx;
    private final Clock clock;

    OtpSettingsResource(OtpSettingsBook book, TenantTx tx, Clock clock) {
        this.book = book;
        this.tx = tx;
        this.clock = clock;
    }

    @GET
    @PermissionsAllowed("otp:read")
    public Uni<Page<SettingsView>> list(@BeanParam Caller caller) {
        var tenant = caller.tenant();
        return tx.run(tenant, () -> book.all(tenant))
                .map(all -> new Page<>(all.stream().map(SettingsView::of).toList(), null));
    }

    @GET
    @Path("/{purpose}")
    @PermissionsAllowed("otp:read")
    public Uni<Response> get(@BeanParam Caller caller, String purpose) {
        var tenant = caller.tenant();
        var wanted = OtpPurpose.of(purpose);
        return tx.run(tenant, () -> book.of(tenant, wanted)).map(OtpSettingsResource::answer);
    }

    @PUT
    @Path("/{purpose}")
    @PermissionsAllowed("otp:write")
    public Uni<Response> set(@BeanParam Caller caller, String purpose, @NotNull @Valid SettingsRequest body) {
        var tenant = caller.tenant();
        var wanted = OtpPurpose.of(purpose);
        return tx.run(
                        tenant,
                        () -> book.of(tenant, wanted)
                                .chain(before -> {
                                    caller.expectVersion(before.version());
                                    var life = Duration.ofSeconds(body.lifeSeconds());
                                    var settings = new OtpSettings(
                                            wanted,
                                            body.length(),
                                            life,
                                            body.attempts(),
                                            body.countries(),
                                            before.version());
                                    return book.keep(tenant, settings, clock.instant());
                                })
                                .chain(kept -> {
                                    if (!kept) {
                                        throw new Changed();
                                    }
                                    return book.of(tenant, wanted);
                                }))
                .map(OtpSettingsResource::answer);
    }

    private static Response answer(OtpSettings settings) {
        return Answers.ok(SettingsView.of(settings), settings.version());
    }

    /** Two changes at once. */
    static final class Changed extends Refusal {
        Changed() {
            super(Kind.CONFLICT, "otp.settings-changed", "The settings were changed at the same time; read them again");
        }
    }
}
