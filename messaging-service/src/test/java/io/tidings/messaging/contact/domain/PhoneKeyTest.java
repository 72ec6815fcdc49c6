package io.tidings.messaging.contact.domain;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PhoneKeyTest {

    @ParameterizedTest
    @CsvSource({
        "5547987654321, 554787654321", // Brazil, with and without the ninth digit
        "525512345678, 5215512345678", // Mexico
        "5491123456789, 541123456789" // Argentina
    })
    void spellings_of_one_phone_have_one_key(String one, String other) {
        assertThat(PhoneKey.of(one)).isEqualTo(PhoneKey.of(other));
    }

    @ParameterizedTest
    @CsvSource({
        "554733221100, 5547933221100", // a Brazilian landline is no mobile
        "34600111222, 34600111223",
        "521551234567, 52551234567"
    })
    void other_phones_have_other_keys(String one, String other) {
        assertThat(PhoneKey.of(one)).isNotEqualTo(PhoneKey.of(other));
    }
}
