package io.tidings.runtime.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PhoneNumberTest {
    @ParameterizedTest
    @ValueSource(
            strings = {"+34600111222", "+34 600 11 12 22", "+34 (600) 111-222", " +34600111222 ", "tel:+34-600-111-222"
            })
    void every_usual_spelling_is_one_number(String text) {
        assertThat(PhoneNumber.parse(text).e164()).isEqualTo("+34600111222");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"600111222", "+34", "+34600", "+999600111222", "", "hello", "+3460011122233445566", "\u0000"})
    void what_no_network_would_dial_is_refused(String text) {
        assertThatThrownBy(() -> PhoneNumber.parse(text)).isInstanceOf(PhoneNumber.Invalid.class);
    }

    @Test
    void a_text_of_any_length_is_refused_before_it_is_read() {
        assertThatThrownBy(() -> PhoneNumber.parse("+34600111222" + "0".repeat(1_000_000)))
                .isInstanceOf(PhoneNumber.Invalid.class);
    }

    @Test
    void a_number_without_country_is_read_in_the_region_given() {
        assertThat(PhoneNumber.parse("600 111 222", "ES").e164()).isEqualTo("+34600111222");
        assertThatThrownBy(() -> PhoneNumber.parse("600 111 222", "Atlantis")).isInstanceOf(PhoneNumber.Invalid.class);
    }

    @Test
    void the_middle_is_hidden_and_the_refusal_repeats_nothing() {
        assertThat(PhoneNumber.parse("+34600111222").masked()).isEqualTo("+34*******22");
        assertThat(PhoneNumber.parse("+34600111222").digits()).isEqualTo("34600111222");
        assertThatThrownBy(() -> PhoneNumber.parse("+34600")).hasMessageNotContaining("600");
    }
}
