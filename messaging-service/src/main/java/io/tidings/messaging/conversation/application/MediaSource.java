package io.tidings.messaging.conversation.application;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.tidings.messaging.phonenumber.application.SendingNumber;
import io.tidings.runtime.problem.Refusal;
import io.tidings.runtime.tenancy.TenantId;

/** Where the provider keeps what people send beside words. */
public interface MediaSource {

    /** @param bytes read once, as fast as they are taken; they fail when there are more than 100 MB */
    record Stream(Multi<byte[]> bytes) {}

    /**
     * Begins to fetch; refuses what the provider does not give ({@code media.unavailable}): it keeps media for some weeks
     * only.
     */
    Uni<Stream> open(TenantId tenant, SendingNumber number, String mediaId);

    /** The provider does not give it, or not now. */
    final class Unavailable extends Refusal {
        public Unavailable() {
            super(Kind.UPSTREAM, "media.unavailable", "The provider does not give the media");
        }
    }
}
