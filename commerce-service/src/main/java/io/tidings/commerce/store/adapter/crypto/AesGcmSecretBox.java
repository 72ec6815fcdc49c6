package io.tidings.commerce.store.adapter.crypto;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tidings.commerce.store.application.SecretBox;
import io.tidings.commerce.store.domain.SealedSecret;
import io.tidings.runtime.tenancy.TenantId;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.UUID;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

import jakarta.inject.Singleton;

/** AES-256-GCM with a random nonce; tenant, column and row are authenticated along, so that no ciphertext can be moved. */
@Singleton
class AesGcmSecretBox implements SecretBox {
    private static final int KEY_VERSION = 1;
    private static final int KEY_BYTES = 32;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final SecretKeySpec key;
    private final SecureRandom random = new SecureRandom();

    AesGcmSecretBox(SecretSettings settings) {
        var bytes = Base64.getDecoder().decode(settings.key());
        if (bytes.length != KEY_BYTES) {
            throw new IllegalArgumentException("tidings.secrets.key must be 32 bytes in Base64");
        }
        key = new SecretKeySpec(bytes, "AES");
    }

    @Override
    public SealedSecret seal(TenantId tenant, UUID store, String secret) {
        var nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        var sealed = crypt(Cipher.ENCRYPT_MODE, nonce, tenant, store, secret.getBytes(UTF_8));
        var stored =
                ByteBuffer.allocate(nonce.length + sealed.length).put(nonce).put(sealed);
        return new SealedSecret(
                Base64.getEncoder().encodeToString(stored.array()), KEY_VERSION, secret.substring(secret.length() - 4));
    }

    @Override
    public String open(TenantId tenant, UUID store, SealedSecret secret) {
        var stored = Base64.getDecoder().decode(secret.ciphertext());
        var nonce = Arrays.copyOf(stored, NONCE_BYTES);
        var sealed = Arrays.copyOfRange(stored, NONCE_BYTES, stored.length);
        return new String(crypt(Cipher.DECRYPT_MODE, nonce, tenant, store, sealed), UTF_8);
    }

    private byte[] crypt(int mode, byte[] nonce, TenantId tenant, UUID store, byte[] input) {
        try {
            var cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
            cipher.updateAAD((tenant + "|stores.webhook_secret|" + store).getBytes(UTF_8));
            return cipher.doFinal(input);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("A stored secret does not open", e);
        }
    }
}
