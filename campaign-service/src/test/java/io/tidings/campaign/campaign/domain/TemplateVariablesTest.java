package io.tidings.campaign.campaign.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Collections;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

class TemplateVariablesTest {

    @Test
    void the_name_of_the_contact_comes_before_what_the_step_says() {
        var variables = TemplateVariables.of(Map.of("name", "friend", "shop", "Tea"));

        assertThat(variables.forContact("Lucía")).isEqualTo(Map.of("name", "Lucía", "shop", "Tea"));
        assertThat(variables.forContact(null)).isEqualTo(Map.of("name", "friend", "shop", "Tea"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1a", "a b", "a.b", "ñ"})
    void a_key_is_the_name_of_a_placeholder(String key) {
        assertThatThrownBy(() -> TemplateVariables.of(Map.of(key, "x"))).isInstanceOf(TemplateVariables.Invalid.class);
    }

    @Test
    void a_value_is_there_and_at_most_1024_characters_long() {
        assertThatThrownBy(() -> TemplateVariables.of(Collections.singletonMap("a", null)))
                .isInstanceOf(TemplateVariables.Invalid.class);
        assertThatThrownBy(() -> TemplateVariables.of(Map.of("a", "x".repeat(1025))))
                .isInstanceOf(TemplateVariables.Invalid.class);
    }

    @Test
    void there_are_at_most_49_so_that_the_name_still_fits_the_event() {
        assertThat(TemplateVariables.of(variables(49)).forContact("Lucía")).hasSize(50);
        assertThatThrownBy(() -> TemplateVariables.of(variables(50))).isInstanceOf(TemplateVariables.Invalid.class);
    }

    private static Map<String, String> variables(int count) {
        return IntStream.range(0, count).mapToObj(i -> "v" + i).collect(Collectors.toMap(Function.identity(), v -> v));
    }
}
