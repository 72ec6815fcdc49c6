package io.tidings.messaging.intake.application;

import io.smallrye.mutiny.Uni;
import io.tidings.messaging.intake.domain.Confirmations;
import io.tidings.messaging.intake.domain.OptWords;
import io.tidings.messaging.intake.domain.OptWords.Wish;
import io.tidings.messaging.message.domain.Purpose;
import io.tidings.messaging.send.application.RequestSend;
import io.tidings.runtime.tenancy.TenantId;

import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

/**
 * Does what a stop, start or help word asks for and answers it once, as a reply inside the window the word itself has opened. A
 * word that changes nothing gets no answer: after the confirmation comes silence.
 */
@ApplicationScoped
class ObeyWord {

    /**
     * @param inbound the message that was the word
     * @param number phone_numbers.id it came by; the answer leaves by the same
     */
    record Command(TenantId tenant, UUID contact, UUID inbound, UUID number, OptWords.Found found) {}

    private final KeepWish keepWish;
    private final RequestSend requestSend;

    ObeyWord(KeepWish keepWish, RequestSend requestSend) {
        this.keepWish = keepWish;
        this.requestSend = requestSend;
    }

    Uni<Void> handle(Command command) {
        if (command.found().wish() == Wish.HELP) {
            return answer(command, "help:");
        }
        return keepWish.written(
                        command.tenant(), command.contact(), command.found().wish(), command.inbound())
                .chain(changed ->
                        changed ? answer(command, "optout:") : Uni.createFrom().voidItem());
    }

    private Uni<Void> answer(Command command, String intent) {
        var text = Confirmations.of(command.found().wish(), command.found().language());
        return requestSend
                .handle(new RequestSend.Command(
                        command.tenant(),
                        Purpose.REPLY,
                        new RequestSend.Recipient.OfContact(command.contact()),
                        new RequestSend.Content.FreeText(text, command.number()),
                        intent + command.inbound(),
                        null))
                .replaceWithVoid();
    }
}
