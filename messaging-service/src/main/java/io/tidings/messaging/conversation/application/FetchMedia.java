package io.tidings.messaging.conversation.application;

import io.smallrye.mutiny.Uni;
import io.tidings.messaging.message.application.FindMessages;
import io.tidings.messaging.message.application.MessageView;
import io.tidings.messaging.phonenumber.application.PhoneNumbers;
import io.tidings.messaging.phonenumber.application.SendingNumber;
import io.tidings.runtime.problem.Refusal;
import io.tidings.runtime.tenancy.TenantId;
import io.tidings.runtime.tenancy.TenantTx;
import org.jspecify.annotations.Nullable;

import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

/** Fetches what a person sent beside words, when somebody wants to see it; we keep none of it. */
@ApplicationScoped
public class FetchMedia {

    /**
     * @param mimeType as the person's phone called it; null when it did not
     * @param filename of a document
     */
    public record Media(@Nullable String mimeType, @Nullable String filename, MediaSource.Stream stream) {}

    private record Wanted(
            String mediaId,
            @Nullable String mimeType,
            @Nullable String filename,
            SendingNumber number) {}

    private final TenantTx tx;
    private final FindMessages messages;
    private final PhoneNumbers numbers;
    private final MediaSource source;

    FetchMedia(TenantTx tx, FindMessages messages, PhoneNumbers numbers, MediaSource source) {
        this.tx = tx;
        this.messages = messages;
        this.numbers = numbers;
        this.source = source;
    }

    /** Refuses messages that carry none ({@code media.none}). */
    public Uni<Media> handle(TenantId tenant, UUID message) {
        return tx.run(
                        tenant,
                        () -> messages.byId(tenant, message)
                                .map(found -> found.orElseThrow(FindMessages.NotFound::new))
                                .chain(view -> wanted(tenant, view)))
                .chain(wanted -> source.open(tenant, wanted.number(), wanted.mediaId())
                        .map(stream -> new Media(wanted.mimeType(), wanted.filename(), stream)));
    }

    private Uni<Wanted> wanted(TenantId tenant, MessageView view) {
        var content = view.content();
        var number = view.phoneNumberId();
        if (content == null || number == null || !content.hasNonNull("media_id")) {
            throw new NoMedia();
        }
        return numbers.sending(tenant, number)
                .map(found -> new Wanted(
                        content.path("media_id").asText(),
                        content.hasNonNull("mime_type")
                                ? content.get("mime_type").asText()
                                : null,
                        content.hasNonNull("filename") ? content.get("filename").asText() : null,
                        found.orElseThrow(MediaSource.Unavailable::new)));
    }

    /** It is words, or a message of ours. */
    static final class NoMedia extends Refusal {
        NoMedia() {
            super(Kind.NOT_FOUND, "media.none", "The message carries no media");
        }
    }
}
