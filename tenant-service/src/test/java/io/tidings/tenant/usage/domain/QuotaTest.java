package io.tidings.tenant.usage.domain;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.stream.Collectors;

class QuotaTest {
    @ParameterizedTest
    @CsvSource({
        "0, 10, ''",
        "4, 10, ''",
        "5, 10, 50",
        "7, 10, 50",
        "8, 10, 50 80",
        "9, 10, 50 80",
        "10, 10, 50 80 100",
        "99, 10, 50 80 100",
        "1, 3, ''",
        "2, 3, 50",
        "3, 3, 50 80 100",
        "1, 1, 50 80 100",
        "5, 0, ''"
    })
    void a_threshold_is_reached_when_that_much_is_used_and_not_before(long used, long allowed, String reached) {
        assertThat(new Quota("messages", used, allowed)
                        .reached()
                        .map(String::valueOf)
                        .collect(Collectors.joining(" ")))
                .isEqualTo(reached);
    }
}
