package io.tidings.messaging.phonenumber.adapter.crypto;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tidings.messaging.phonenumber.application.TokenCipher;
import io.tidings.runtime.tenancy.TenantId;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.UUID;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

import jakarta.enterprise.context.ApplicationScoped;

/**
 * AES-256-GCM: a byte with the key's version, a random nonce, the ciphertext with its tag. The tenant, the column, the
 * row and the key's version are authenticated, so that a token copied into another row does not open.
 */
@ApplicationScoped
class AesTokenCipher implements TokenCipher {
    private static final byte KEY_VERSION = 1;
    private static final int NONCE = 12;
    private static final int TAG_BITS = 128;
    private static final int KEY_BYTES = 32;

    private final SecretKey key;
    private final SecureRandom random = new SecureRandom();

    AesTokenCipher(SecretsSettings settings) {
        this.key = key(settings.key());
    }

    private static SecretKey key(String base64) {
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(base64.trim());
        } catch (IllegalArgumentException e) {
            throw new IllegalStateException("tidings.secrets.key is not base64"); // the value stays out of the trace
        }
        if (bytes.length != KEY_BYTES) {
            throw new IllegalStateException("tidings.secrets.key takes 32 bytes in base64");
        }
        return new SecretKeySpec(bytes, "AES");
    }

    @Override
    public byte[] seal(TenantId tenant, String column, UUID row, String secret) {
        var nonce = new byte[NONCE];
        random.nextBytes(nonce);
        var sealed = crypt(Cipher.ENCRYPT_MODE, nonce, KEY_VERSION, tenant, column, row, secret.getBytes(UTF_8));
        return ByteBuffer.allocate(1 + NONCE + sealed.length)
                .put(KEY_VERSION)
                .put(nonce)
                .put(sealed)
                .array();
    }

    @Override
    public String open(TenantId tenant, String column, UUID row, byte[] sealed) {
        if (sealed.length <= 1 + NONCE || sealed[0] != KEY_VERSION) {
            throw new IllegalStateException("A sealed token is not of a known form");
        }
        var bytes = ByteBuffer.wrap(sealed);
        var version = bytes.get();
        var nonce = new byte[NONCE];
        bytes.get(nonce);
        var ciphertext = new byte[bytes.remaining()];
        bytes.get(ciphertext);
        return new String(crypt(Cipher.DECRYPT_MODE, nonce, version, tenant, column, row, ciphertext), UTF_8);
    }

    private byte[] crypt(int mode, byte[] nonce, byte version, TenantId tenant, String column, UUID row, byte[] input) {
        try {
            var cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
            cipher.updateAAD((tenant + "|" + column + "|" + row + "|" + version).getBytes(UTF_8));
            return cipher.doFinal(input);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("A token cannot be sealed or opened", e);
        }
    }
}
