package io.tidings.messaging.phonenumber.adapter.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidings.runtime.tenancy.TenantId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.UUID;

class AesTokenCipherTest {
    private static final TenantId TENANT = new TenantId(UUID.randomUUID());
    private static final String COLUMN = "table.column";
    private static final UUID NUMBER = UUID.randomUUID();
    private final AesTokenCipher cipher = withKey((byte) 7);

    @Test
    void opens_what_it_sealed_and_never_seals_twice_alike() {
        var sealed = cipher.seal(TENANT, COLUMN, NUMBER, "EAAG-secret-ü");
        assertThat(cipher.open(TENANT, COLUMN, NUMBER, sealed)).isEqualTo("EAAG-secret-ü");
        assertThat(new String(sealed, StandardCharsets.ISO_8859_1)).doesNotContain("secret");
        assertThat(cipher.seal(TENANT, COLUMN, NUMBER, "EAAG-secret-ü")).isNotEqualTo(sealed);
    }

    @Test
    void a_token_moved_to_another_column_row_or_tenant_does_not_open() {
        var sealed = cipher.seal(TENANT, COLUMN, NUMBER, "EAAG-secret");
        assertThatThrownBy(() -> cipher.open(TENANT, "table.other", NUMBER, sealed))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> cipher.open(TENANT, COLUMN, UUID.randomUUID(), sealed))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> cipher.open(new TenantId(UUID.randomUUID()), COLUMN, NUMBER, sealed))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> withKey((byte) 8).open(TENANT, COLUMN, NUMBER, sealed))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void a_changed_byte_anywhere_is_noticed() {
        var sealed = cipher.seal(TENANT, COLUMN, NUMBER, "EAAG-secret");
        for (var i = 0; i < sealed.length; i++) {
            var changed = sealed.clone();
            changed[i] ^= 1;
            assertThatThrownBy(() -> cipher.open(TENANT, COLUMN, NUMBER, changed))
                    .isInstanceOf(IllegalStateException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "short", "not base64 at all!", "c2hvcnQ="})
    void a_key_that_is_none_is_refused_without_repeating_it(String key) {
        assertThatThrownBy(() -> new AesTokenCipher(() -> key))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("tidings.secrets.key")
                .hasNoCause();
    }

    private static AesTokenCipher withKey(byte filling) {
        var key = new byte[32];
        java.util.Arrays.fill(key, filling);
        return new AesTokenCipher(() -> Base64.getEncoder().encodeToString(key));
    }
}
