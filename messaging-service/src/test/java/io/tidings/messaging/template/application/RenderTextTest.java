package io.tidings.messaging.template.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidings.messaging.template.domain.Template.NotRenderable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

class RenderTextTest {
    private static final Map<String, String> VALUES = Map.of("name", "Ana", "city", "León", "raw", "{{name}}");
    private final RenderText render = new RenderText();

    @ParameterizedTest
    @CsvSource(
            delimiter = '→',
            value = {
                "Hello {{name}}!                                             → Hello Ana!",
                "Hello {{ name | upcase }} of {{ city | default: 'nowhere' }} → Hello ANA of León",
                "Hello {{ nobody | default: 'you' }}                         → Hello you",
                "Hello {{ nobody }}.                                         → Hello .",
                "{% if city == 'León' %}Cazurros{% else %}Others{% endif %}  → Cazurros",
                "{% case name %}{% when 'Ana' %}A{% else %}B{% endcase %}    → A",
                "Plain text with { braces } and 100 %                        → Plain text with { braces } and 100 %",
                "Values are not rendered again: {{ raw }}                    → Values are not rendered again: {{name}}"
            })
    void fills_placeholders(String text, String expected) {
        assertThat(render.handle(text, VALUES)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Hello {{ name",
                "{% if name %}never closed",
                "{% nonsense %}",
                "{{ name | nonsense }}",
                "   ",
                "{{ nobody }}",
                "{% include 'file' %}x",
                "{% for i in (1..1000000000) %}x{% endfor %}",
                "{% tablerow i in (1..1000000000) %}x{% endtablerow %}",
                "{% assign x = 'a' %}{{ x }}",
                "{% capture x %}a{% endcapture %}{{ x }}",
                "{% increment x %}",
                "{% cycle 'a', 'b' %}",
                "{{ name | append: name }}",
                "{{ name | replace: 'A', 'AAAAAAAAAAAAAAAAAAAA' }}",
                "{{ name | url_encode }}",
                "{{ name | split: '' | join: 'aaaaaaaaaa' }}",
                "{{ name | date: '%Y' }}"
            })
    void refuses_what_is_wrong_or_could_grow(String text) {
        assertThatThrownBy(() -> render.handle(text, VALUES)).isInstanceOf(NotRenderable.class);
    }

    @Test
    void refuses_more_text_than_a_message_holds() {
        assertThatThrownBy(() -> render.handle("x".repeat(5_000), VALUES)).isInstanceOf(NotRenderable.class);
        var longValue = Map.of("name", "y".repeat(5_000));
        assertThatThrownBy(() -> render.handle("{{name}}", longValue)).isInstanceOf(NotRenderable.class);
        assertThatThrownBy(() -> render.handle("{% if a %}".repeat(400), VALUES))
                .isInstanceOf(NotRenderable.class);
    }

    @Test
    void cannot_see_the_server() {
        assertThat(render.handle("a{{ name.class }}{{ config }}{{ env.PATH }}{{ self }}b", VALUES))
                .isEqualTo("ab");
    }

    @Test
    void hostile_text_ends_soon() {
        var texts = IntStream.range(0, 300)
                .mapToObj(i -> "{{ name | " + "truncate: 9999 | ".repeat(200) + "upcase }}" + i)
                .toList();
        org.assertj.core.api.Assertions.assertThatCode(() -> {
                    for (var text : texts) {
                        render.handle(text, VALUES);
                    }
                })
                .doesNotThrowAnyException();
    }

    @Test
    void one_parsed_text_serves_many_threads() throws Exception {
        try (var threads = Executors.newFixedThreadPool(8)) {
            var work = IntStream.range(0, 400)
                    .<Callable<Boolean>>mapToObj(i -> () -> render.handle(
                                    "Hello {{name}}, {% if name %}welcome{% endif %}", Map.of("name", "n" + i))
                            .equals("Hello n" + i + ", welcome"))
                    .toList();
            for (var right : threads.invokeAll(work)) {
                assertThat(right.get()).isTrue();
            }
        }
    }

    @Test
    void rendering_takes_little_enough_for_the_event_loop() {
        render.handle("Hello {{name}}", VALUES);
        var start = System.nanoTime();
        IntStream.range(0, 1_000).forEach(i -> render.handle("Hello {{name}}", VALUES));
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
    }
}
