package io.tidings.gateway.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Base64;

class SealTest {
    private final Seal seal = new Seal(key(1));

    private static String key(int first) {
        byte[] bytes = new byte[32];
        bytes[0] = (byte) first;
        return Base64.getEncoder().encodeToString(bytes);
    }

    @Test
    void what_was_sealed_opens_for_its_purpose_and_with_its_key_only() {
        String sealed = seal.close("session", "Ana\u00e9");
        assertThat(sealed).matches("[A-Za-z0-9_-]+").doesNotContain("Ana");
        assertThat(new Seal(key(1)).open("session", sealed)).isEqualTo("Ana\u00e9");
        assertThat(seal.open("ticket", sealed)).isNull();
        assertThat(new Seal(key(2)).open("session", sealed)).isNull();
    }

    @Test
    void the_same_text_never_looks_the_same() {
        assertThat(seal.close("session", "a")).isNotEqualTo(seal.close("session", "a"));
    }

    @Test
    void a_change_anywhere_breaks_it() {
        byte[] sealed = Base64.getUrlDecoder().decode(seal.close("session", "text"));
        for (int i = 0; i < sealed.length; i++) {
            byte[] changed = sealed.clone();
            changed[i] ^= 1;
            String text = Base64.getUrlEncoder().withoutPadding().encodeToString(changed);
            assertThat(seal.open("session", text)).as("byte %d", i).isNull();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "not base64!", "AAAA", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"})
    void anything_else_does_not_open(String text) {
        assertThat(seal.open("session", text)).isNull();
        assertThat(seal.open("session", null)).isNull();
        assertThat(seal.open("session", "A".repeat(10_000))).isNull();
    }

    @Test
    void a_key_of_another_length_is_refused_without_showing_it() {
        assertThatThrownBy(() -> new Seal("c2hvcnQ="))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageNotContaining("c2hvcnQ");
    }
}
