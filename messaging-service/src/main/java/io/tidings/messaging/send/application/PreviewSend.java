package io.tidings.messaging.send.application;

import io.smallrye.mutiny.Uni;
import io.tidings.messaging.message.application.FindMessages;
import io.tidings.messaging.message.application.MessageView;
import io.tidings.runtime.tenancy.TenantId;
import io.tidings.runtime.tenancy.TenantTx;

import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

/**
 * Answers what would become of a wish: by fulfilling it in a transaction that is undone, so that a preview can never say
 * anything else than the gate would.
 */
@ApplicationScoped
public class PreviewSend {

    /**
     * @param message as it would be
     * @param exists true when the intent has a message already, which is the one shown
     */
    public record Preview(MessageView message, boolean exists) {}

    private final TenantTx tx;
    private final RequestSend requestSend;
    private final FindMessages messages;

    PreviewSend(TenantTx tx, RequestSend requestSend, FindMessages messages) {
        this.tx = tx;
        this.requestSend = requestSend;
        this.messages = messages;
    }

    public Uni<Preview> handle(RequestSend.Command command) {
        var tenant = command.tenant();
        return tx.run(
                        tenant,
                        () -> requestSend
                                .handle(command)
                                .chain(added -> added.isPresent()
                                        ? byId(tenant, added.get()).map(view -> new Preview(view, false))
                                        : messages.byIntent(tenant, command.intentKey())
                                                .map(view -> new Preview(view, true)))
                                .<Preview>map(preview -> {
                                    throw new Undo(preview);
                                }))
                .onFailure(Undo.class)
                .recoverWithItem(undone -> ((Undo) undone).preview);
    }

    private Uni<MessageView> byId(TenantId tenant, UUID id) {
        return messages.byId(tenant, id).map(found -> found.orElseThrow(FindMessages.NotFound::new));
    }

    /** Takes the preview out of the transaction and everything else back. */
    private static final class Undo extends RuntimeException {
        private static final long serialVersionUID = 1;

        private final transient Preview preview;

        Undo(Preview preview) {
            super("A preview is not kept", null, false, false);
            this.preview = preview;
        }
    }
}
