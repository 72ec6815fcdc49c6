package io.tidings.tenant.key.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HashSet;

class SecretTest {
    @Test
    void the_checksum_is_the_crc_32_of_all_before_it_in_six_base62_digits() {
        // the gateway's test holds the same examples
        assertThat(Secret.checksum("tdg_live_0123456789ABCDEFGHIJabcdefghij")).isEqualTo("2r6oHP");
        assertThat(Secret.checksum("tdg_test_zzzzzzzzzzzzzzzzzzzzzzzzzzzzzz")).isEqualTo("20sWC7");
    }

    @Test
    void a_thousand_keys_are_a_thousand_different_ones_of_at_least_sixteen_random_bytes() {
        var seen = new HashSet<String>();
        for (var i = 0; i < 1_000; i++) {
            var secret = Secret.generate("test", new SecureRandom());
            assertThat(secret.text()).matches("tdg_test_[0-9A-Za-z]{36}");
            assertThat(secret.toString()).doesNotContain(secret.text().substring(9, 20));
            seen.add(secret.text());
        }
        assertThat(seen).hasSize(1_000);
    }

    /** Counts what is really there: the most frequent character of each place is how well it can be guessed. */
    @Test
    void nobody_guesses_a_key_better_than_sixteen_random_bytes() {
        var samples = 20_000;
        var random = new SecureRandom();
        var counts = new int[30][128];
        for (var i = 0; i < samples; i++) {
            var text = Secret.generate("live", random).text();
            for (var place = 0; place < 30; place++) {
                counts[place][text.charAt("tdg_live_".length() + place)]++;
            }
        }
        var bits = 0.0;
        for (var place : counts) {
            bits -= Math.log(Arrays.stream(place).max().orElseThrow() / (double) samples) / Math.log(2);
        }
        assertThat(bits).isGreaterThan(16 * 8);
    }

    @Test
    void every_wrong_character_and_every_swap_breaks_the_checksum() {
        var text = Secret.generate("live", new SecureRandom()).text();
        var body = text.substring(0, text.length() - 6);
        var sum = text.substring(text.length() - 6);
        assertThat(Secret.checksum(body)).isEqualTo(sum);
        for (var i = 9; i < body.length(); i++) {
            var wrong = new StringBuilder(body);
            wrong.setCharAt(i, body.charAt(i) == 'x' ? 'y' : 'x');
            assertThat(Secret.checksum(wrong.toString())).isNotEqualTo(sum);
            if (i > 9 && body.charAt(i) != body.charAt(i - 1)) {
                wrong = new StringBuilder(body);
                wrong.setCharAt(i, body.charAt(i - 1));
                wrong.setCharAt(i - 1, body.charAt(i));
                assertThat(Secret.checksum(wrong.toString())).isNotEqualTo(sum);
            }
        }
    }

    @Test
    void other_modes_are_refused() {
        assertThatThrownBy(() -> Secret.generate("prod", new SecureRandom())).isInstanceOf(Secret.UnknownMode.class);
    }
}
