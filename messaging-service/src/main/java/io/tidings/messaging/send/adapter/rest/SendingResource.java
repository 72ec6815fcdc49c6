package io.tidings.messaging.send.adapter.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.security.PermissionsAllowed;
import io.smallrye.mutiny.Uni;
import io.tidings.messaging.phonenumber.application.NumberHealth;
import io.tidings.messaging.send.application.ResumeSending;
import io.tidings.messaging.send.application.SendingPauses;
import io.tidings.runtime.tenancy.TenantTx;
import io.tidings.runtime.web.Caller;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;

/**
 * Whether anything is sent for the tenant at all. The provider's answer that the account owes money or the token is no
 * good pauses it; who has put that right resumes it. Refusals: {@code sending.not-paused} 409.
 */
@Path("/api/v1/phone-numbers/sending")
class SendingResource {

    /**
     * @param code why, while paused
     * @param numbers what the provider has said of each number
     */
    record SendingView(
            boolean paused,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String code,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Instant pausedAt,

            List<NumberHealth.Known> numbers) {
        static SendingView of(Optional<SendingPauses.Pause> pause, List<NumberHealth.Known> numbers) {
            return new SendingView(
                    pause.isPresent(),
                    pause.map(SendingPauses.Pause::code).orElse(null),
                    pause.map(SendingPauses.Pause::pausedAt).orElse(null),
                    numbers);
        }
    }

    private final SendingPauses pauses;
    private final NumberHealth health;
    private final ResumeSending resumeSending;
    private final TenantTx tx;

    SendingResource(SendingPauses pauses, NumberHealth health, ResumeSending resumeSending, TenantTx tx) {
        this.pauses = pauses;
        this.health = health;
        this.resumeSending = resumeSending;
        this.tx = tx;
    }

    @GET
    @PermissionsAllowed("phone-numbers:read")
    public Uni<SendingView> get(@BeanParam Caller caller) {
        var tenant = caller.tenant();
        return tx.run(
                tenant,
                () -> pauses.find(tenant)
                        .chain(pause -> health.all(tenant).map(numbers -> SendingView.of(pause, numbers))));
    }

    @POST
    @Path("/resume")
    @PermissionsAllowed("phone-numbers:write")
    public Uni<SendingView> resume(@BeanParam Caller caller) {
        return resumeSending.handle(new ResumeSending.Command(caller.tenant())).chain(() -> get(caller));
    }
}
