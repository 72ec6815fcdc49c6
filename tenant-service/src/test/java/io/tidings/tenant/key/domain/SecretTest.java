package io.tidings.tenant.key.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

import java.security.SecureRandom;
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
        assertThat(30 * Math.log(62) / Math.log(2)).isGreaterThan(16 * 8);
    }

    @Test
    void other_modes_are_refused() {
        assertThatThrownBy(() -> Secret.generate("prod", new SecureRandom())).isInstanceOf(Secret.UnknownMode.class);
    }
}
