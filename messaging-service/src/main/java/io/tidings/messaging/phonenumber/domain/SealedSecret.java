package io.tidings.messaging.phonenumber.domain;

import jakarta.persistence.Embeddable;

/**
 * A secret of a provider as it is kept: sealed, and in the clear only the end by which people know it.
 *
 * @param sealed encrypted; opens for its own column and row only
 * @param lastFour its last four characters
 */
@Embeddable
public record SealedSecret(byte[] sealed, String lastFour) {
    private static final int SHOWN = 4;

    public SealedSecret {
        sealed = sealed.clone();
    }

    public static SealedSecret of(byte[] sealed, String secret) {
        return new SealedSecret(sealed, secret.substring(secret.length() - SHOWN));
    }

    /** One that is gone: it opens nothing. */
    public static SealedSecret none() {
        return new SealedSecret(new byte[0], "");
    }

    @Override
    public byte[] sealed() {
        return sealed.clone();
    }
}
