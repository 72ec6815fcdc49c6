package io.tidings.messaging.contact.domain;

import io.tidings.runtime.value.PhoneNumber;
import org.jspecify.annotations.Nullable;

/**
 * Who writes, as WhatsApp names them: by phone, by its own id, or by both.
 *
 * @param waId digits only; null when they do not show a phone
 * @param bsuid null where WhatsApp tells none
 * @param name how they call themselves there
 */
public record Sender(
        @Nullable String waId,
        @Nullable Bsuid bsuid,
        @Nullable String name) {
    public Sender {
        if (waId == null && bsuid == null) {
            throw new IllegalArgumentException("A sender has a phone or an id");
        }
    }

    public static Sender ofPhone(String waId, @Nullable String name) {
        return new Sender(waId, null, name);
    }

    public @Nullable PhoneNumber phone() {
        return waId == null ? null : new PhoneNumber("+" + waId);
    }
}
