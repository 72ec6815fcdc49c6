package io.tidings.campaign.campaign.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Map;

class MessageTemplateTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "No placeholder at all, 100 % sure {really}",
                "Hello {{name}}",
                "Hello {{ name | capitalize | default: 'friend' }}!",
                "{{- name -}}",
                "{% if name %}Hello {{ name }}{% else %}Hello{% endif %}",
                "{% if a == 'x' %}{% unless b %}1{% endunless %}{% elsif c %}2{% endif %}",
                "{% case size %}{% when 'S' %}small{% else %}big{% endcase %}"
            })
    void text_with_closed_placeholders_and_tags_is_taken(String text) {
        assertThat(MessageTemplate.of(text).text()).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Hello {{name            | 6",
                "Hello {{name}           | 6",
                "Hello name}}            | 10",
                "Hello {{}}              | 6",
                "Hello {{ 1name }}       | 6",
                "Hello {{ a {{ b }} }}   | 6",
                "{% if name %}Hello      | 0",
                "x{% endif %}            | 1",
                "{% if a %}{% endcase %} | 10",
                "{% if %}x{% endif %}    | 0",
                "{% for a in b %}x       | 0",
                "{% include 'x' %}       | 0",
                "{% if a                 | 0",
                "x %}                    | 2"
            })
    void what_a_renderer_would_stumble_over_is_refused_with_its_position(String text, int position) {
        assertThatThrownBy(() -> MessageTemplate.of(text))
                .isInstanceOfSatisfying(
                        MessageTemplate.BadSyntax.class,
                        refused -> assertThat(refused.facts()).isEqualTo(Map.of("position", position)));
    }

    @Test
    void a_text_has_1_to_1024_characters() {
        assertThat(MessageTemplate.of("x".repeat(1024)).text()).hasSize(1024);
        assertThatThrownBy(() -> MessageTemplate.of("x".repeat(1025))).isInstanceOf(MessageTemplate.BadLength.class);
        assertThatThrownBy(() -> MessageTemplate.of(" \n")).isInstanceOf(MessageTemplate.BadLength.class);
    }

    @Test
    void a_hostile_text_is_checked_in_no_time() {
        var hostile = "{{a" + " ".repeat(500) + "|".repeat(500) + "{";

        assertThatThrownBy(() -> MessageTemplate.of(hostile)).isInstanceOf(MessageTemplate.BadSyntax.class);
    }
}
