package io.tidings.messaging.dispatch.adapter.rest;

import io.quarkus.security.PermissionsAllowed;
import io.smallrye.mutiny.Uni;
import io.tidings.messaging.dispatch.application.ResolveMessage;
import io.tidings.messaging.message.application.MessageView;
import io.tidings.runtime.web.Caller;

import java.util.UUID;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;

/**
 * Settles an unknown message by a person's word, which the history keeps with their name. Refusals:
 * {@code message.not-found} 404, {@code message.not-unknown} 409.
 */
@Path("/api/v1/messages/{id}/resolve")
class ResolveResource {

    /** @param status sent or failed */
    record ResolveRequest(
            @NotNull @Pattern(regexp = "sent|failed") String status) {}

    private final ResolveMessage resolveMessage;

    ResolveResource(ResolveMessage resolveMessage) {
        this.resolveMessage = resolveMessage;
    }

    @POST
    @PermissionsAllowed("messages:write")
    public Uni<MessageView> resolve(@BeanParam Caller caller, UUID id, @NotNull @Valid ResolveRequest body) {
        return resolveMessage.handle(
                new ResolveMessage.Command(caller.tenant(), id, body.status().equals("sent"), caller.principal()));
    }
}
