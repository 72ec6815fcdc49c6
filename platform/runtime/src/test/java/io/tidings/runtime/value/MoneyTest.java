package io.tidings.runtime.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MoneyTest {
    @ParameterizedTest
    @CsvSource({
        "19.99,                EUR, 1999",
        "19.9,                 EUR, 1990",
        "-0.01,                EUR, -1",
        "500,                  JPY, 500",
        "500.00,               JPY, 500",
        "1.234,                KWD, 1234",
        "92233720368547758.07, EUR, 9223372036854775807"
    })
    void a_decimal_is_read_in_the_minor_units_of_its_currency(String decimal, String currency, long minor) {
        assertThat(Money.ofDecimal(decimal, currency)).isEqualTo(new Money(minor, currency));
    }

    @ParameterizedTest
    @CsvSource({
        "19.999,               EUR",
        "1.5,                  JPY",
        "1.2345,               KWD",
        "92233720368547758.08, EUR",
        "1e400,                EUR",
        "1e-400,               EUR",
        "1e999999999,          EUR",
        "'1,50',               EUR",
        "NaN,                  EUR",
        "0x10,                 EUR",
        "'',                   EUR",
        "111111111111111111111111111111111, EUR"
    })
    void what_does_not_fit_the_currency_is_refused(String decimal, String currency) {
        assertThatThrownBy(() -> Money.ofDecimal(decimal, currency)).isInstanceOf(Money.NotAnAmount.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"eur", "EURO", "XXX", "XAU", "", "ZZZ", "€"})
    void a_code_nobody_pays_in_is_refused(String currency) {
        assertThatThrownBy(() -> new Money(1, currency)).isInstanceOf(Money.UnknownCurrency.class);
    }

    @Test
    void it_is_shown_with_the_digits_of_its_currency() {
        assertThat(new Money(5, "EUR").display()).isEqualTo("0.05 EUR");
        assertThat(new Money(-1999, "EUR").display()).isEqualTo("-19.99 EUR");
        assertThat(new Money(500, "JPY").display()).isEqualTo("500 JPY");
        assertThat(new Money(1234, "KWD").display()).isEqualTo("1.234 KWD");
    }
}
