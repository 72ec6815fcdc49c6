package io.tidings.messaging.conversation.application;

import io.smallrye.mutiny.Uni;
import io.tidings.messaging.conversation.application.Conversations.Parties;
import io.tidings.messaging.phonenumber.application.PhoneNumbers;
import io.tidings.messaging.phonenumber.application.SendingNumber;
import io.tidings.runtime.tenancy.TenantId;
import io.tidings.runtime.tenancy.TenantTx;
import org.jspecify.annotations.Nullable;

import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

/** Somebody read a talk: nothing of it is unread any more, and the person is told. No transaction waits for the provider. */
@ApplicationScoped
public class ReadConversation {

    /** @param typing also shows that an answer is being written */
    public record Command(TenantId tenant, UUID conversation, boolean typing) {}

    private record Told(Parties parties, @Nullable SendingNumber number) {}

    private final TenantTx tx;
    private final Conversations conversations;
    private final PhoneNumbers numbers;
    private final ReadReceipts receipts;

    ReadConversation(TenantTx tx, Conversations conversations, PhoneNumbers numbers, ReadReceipts receipts) {
        this.tx = tx;
        this.conversations = conversations;
        this.numbers = numbers;
        this.receipts = receipts;
    }

    /** Whether the provider took the receipt. */
    public Uni<Boolean> handle(Command command) {
        var tenant = command.tenant();
        var id = command.conversation();
        return tx.run(
                        tenant,
                        () -> conversations
                                .parties(tenant, id)
                                .map(found -> found.orElseThrow(FindConversations.NotFound::new))
                                .call(() -> conversations.read(tenant, id))
                                .chain(parties -> numbers.sending(tenant, parties.number())
                                        .map(number -> new Told(parties, number.orElse(null)))))
                .chain(told -> told.number() == null || told.parties().lastInbound() == null
                        ? Uni.createFrom().item(false)
                        : receipts.send(tenant, told.number(), told.parties().lastInbound(), command.typing()));
    }
}
