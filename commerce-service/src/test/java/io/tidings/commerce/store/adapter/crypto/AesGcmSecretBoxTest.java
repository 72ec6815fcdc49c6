package io.tidings.commerce.store.adapter.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidings.commerce.store.domain.SealedSecret;
import io.tidings.runtime.tenancy.TenantId;
import org.junit.jupiter.api.Test;

import java.util.Base64;
import java.util.UUID;

class AesGcmSecretBoxTest {
    private static final String SECRET = "shpss_0123456789abcdef";

    private final TenantId tenant = new TenantId(UUID.randomUUID());
    private final UUID store = UUID.randomUUID();
    private final AesGcmSecretBox box = box(32);

    @Test
    void what_was_sealed_opens_again() {
        var sealed = box.seal(tenant, store, SECRET);

        assertThat(box.open(tenant, store, sealed)).isEqualTo(SECRET);
        assertThat(sealed.lastFour()).isEqualTo("cdef");
        assertThat(sealed.ciphertext())
                .isNotEqualTo(box.seal(tenant, store, SECRET).ciphertext());
    }

    @Test
    void it_opens_for_no_other_tenant_and_no_other_store() {
        var sealed = box.seal(tenant, store, SECRET);

        assertThatThrownBy(() -> box.open(new TenantId(UUID.randomUUID()), store, sealed))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> box.open(tenant, UUID.randomUUID(), sealed)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void a_changed_byte_is_noticed() {
        var sealed = box.seal(tenant, store, SECRET);
        var bytes = Base64.getDecoder().decode(sealed.ciphertext());
        bytes[20] ^= 1;
        var changed = new SealedSecret(Base64.getEncoder().encodeToString(bytes), 1, "cdef");

        assertThatThrownBy(() -> box.open(tenant, store, changed)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void a_key_of_another_length_is_refused_at_the_start() {
        assertThatThrownBy(() -> box(16)).isInstanceOf(IllegalArgumentException.class);
    }

    private static AesGcmSecretBox box(int keyBytes) {
        return new AesGcmSecretBox(() -> Base64.getEncoder().encodeToString(new byte[keyBytes]));
    }
}
