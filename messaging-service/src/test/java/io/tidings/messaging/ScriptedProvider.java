package io.tidings.messaging;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.tidings.messaging.conversation.application.MediaSource;
import io.tidings.messaging.conversation.application.ReadReceipts;
import io.tidings.messaging.phonenumber.application.SendingNumber;
import io.tidings.runtime.tenancy.TenantId;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;

/** A provider that takes every read receipt and has all media, unless a number fails. */
@Alternative
@Priority(1)
@ApplicationScoped
public class ScriptedProvider implements ReadReceipts, MediaSource {
    /** A receipt it took. */
    public record Receipt(String phoneNumberId, String message, boolean typing) {}

    private final Set<String> failing = ConcurrentHashMap.newKeySet();
    private final List<Receipt> receipts = new CopyOnWriteArrayList<>();

    @Override
    public Uni<Boolean> send(TenantId tenant, SendingNumber number, String providerMessageId, boolean typing) {
        if (failing.contains(number.phoneNumberId())) {
            return Uni.createFrom().item(false);
        }
        receipts.add(new Receipt(number.phoneNumberId(), providerMessageId, typing));
        return Uni.createFrom().item(true);
    }

    @Override
    public Uni<Stream> open(TenantId tenant, SendingNumber number, String mediaId) {
        return failing.contains(number.phoneNumberId())
                ? Uni.createFrom().failure(new Unavailable())
                : Uni.createFrom()
                        .item(new Stream(
                                Multi.createFrom().items("bytes ".getBytes(UTF_8), ("of " + mediaId).getBytes(UTF_8))));
    }

    /** From now on it takes and gives nothing for this number. */
    public void fail(String phoneNumberId) {
        failing.add(phoneNumberId);
    }

    public List<Receipt> receipts(String phoneNumberId) {
        return receipts.stream()
                .filter(receipt -> receipt.phoneNumberId().equals(phoneNumberId))
                .toList();
    }
}
