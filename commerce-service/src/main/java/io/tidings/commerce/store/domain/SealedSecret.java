package io.tidings.commerce.store.domain;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;

/**
 * A secret as it is kept: encrypted under a key that is not in the database.
 *
 * @param ciphertext nonce and ciphertext in Base64
 * @param keyVersion which key it was sealed with
 * @param lastFour the only characters that are ever shown
 */
@Embeddable
public record SealedSecret(
        @Column(name = "webhook_secret") String ciphertext,
        @Column(name = "webhook_secret_key_version") int keyVersion,
        @Column(name = "webhook_secret_last_four") String lastFour) {}
