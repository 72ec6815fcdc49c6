package io.tidings.messaging.dispatch.adapter.whatsapp;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CloudApiBodyTest {

    @ParameterizedTest
    @CsvSource({"'a\n\n b',a b", "'a\tb',a b", "'a\r\nb',a b", "'a      b','a   b'", "'',-", "' \n ',-", "Ana,Ana"})
    void a_parameter_becomes_one_line_that_the_api_takes(String value, String taken) {
        assertThat(CloudApiBody.parameter(value.translateEscapes())).isEqualTo(taken);
    }

    @Test
    void a_long_parameter_is_cut_between_characters() {
        var cut = CloudApiBody.parameter("😀".repeat(2_000));

        assertThat(cut.codePointCount(0, cut.length())).isEqualTo(1_024);
        assertThat(cut).endsWith("😀…");
    }
}
