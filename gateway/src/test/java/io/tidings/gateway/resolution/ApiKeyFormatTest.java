package io.tidings.gateway.resolution;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ApiKeyFormatTest {
    /** Fixed examples, so that a second implementation of the rule can be held against this one. */
    private static final String LIVE = "tdg_live_0123456789ABCDEFGHIJabcdefghij";

    private static final String TEST = "tdg_test_zzzzzzzzzzzzzzzzzzzzzzzzzzzzzz";

    @Test
    void the_checksum_is_the_crc_in_base62() {
        assertThat(ApiKeyFormat.checksum(LIVE)).isEqualTo("2r6oHP");
        assertThat(ApiKeyFormat.checksum(TEST)).isEqualTo("20sWC7");
    }

    @Test
    void a_key_with_its_checksum_is_valid() {
        assertThat(ApiKeyFormat.isValid(LIVE + ApiKeyFormat.checksum(LIVE))).isTrue();
        assertThat(ApiKeyFormat.isValid(TEST + ApiKeyFormat.checksum(TEST))).isTrue();
    }

    @Test
    void every_single_mistyped_character_is_noticed() {
        String key = LIVE + ApiKeyFormat.checksum(LIVE);
        for (int i = "tdg_live_".length(); i < key.length(); i++) {
            char other = key.charAt(i) == 'q' ? 'r' : 'q';
            String mistyped = key.substring(0, i) + other + key.substring(i + 1);
            assertThat(ApiKeyFormat.isValid(mistyped)).as("position %d", i).isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "tdg_", "tdg_live_", "tdg_prod_0123456789ABCDEFGHIJabcdefghij000000", "bearer"})
    void anything_else_is_not(String key) {
        assertThat(ApiKeyFormat.isValid(key)).isFalse();
    }

    @Test
    void characters_outside_base62_are_not_accepted_even_with_a_fitting_checksum() {
        String body = "tdg_live_0123456789ABCDEFGHIJabcdefghi-";

        assertThat(ApiKeyFormat.isValid(body + ApiKeyFormat.checksum(body))).isFalse();
    }
}
