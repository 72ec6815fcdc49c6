package io.tidings.messaging.template.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidings.messaging.template.application.BuiltInTemplates;
import org.junit.jupiter.api.Test;

import java.util.Collections;
import java.util.List;

class TemplateTest {
    private final BuiltInTemplates templates = new BuiltInTemplates();

    @Test
    void shows_what_the_person_reads() {
        var template = templates.byName("shipping_notification");
        var accepted = template.accept(List.of("Ana", "1001", "DHL", "JD0146"));
        assertThat(template.render(accepted))
                .isEqualTo("Hi Ana, your order 1001 is on its way with DHL. Tracking number: JD0146.");
    }

    @Test
    void parameters_are_what_the_provider_takes() {
        var template = templates.byName("delivery_confirmation");
        var accepted = template.accept(List.of("  Ana \n María\t\u00a0 ", " \n "));
        assertThat(accepted).containsExactly("Ana María", "-");
        assertThat(template.accept(List.of("x".repeat(5_000), "1")).getFirst())
                .hasSize(900)
                .endsWith("…");
    }

    @Test
    void values_that_look_like_places_stay_values() {
        var template = templates.byName("delivery_confirmation");
        assertThat(template.render(template.accept(List.of("{{2}} $1 \\", "1001"))))
                .isEqualTo("Hi {{2}} $1 \\, your order 1001 has been delivered. Thank you!");
    }

    @Test
    void another_number_of_parameters_is_refused() {
        var template = templates.byName("drip_step");
        assertThatThrownBy(() -> template.accept(List.of("Ana"))).isInstanceOf(Template.WrongParameters.class);
        assertThatThrownBy(() -> templates.byName("nonsense")).isInstanceOf(Template.NotFound.class);
    }

    @Test
    void every_built_in_text_uses_each_of_its_variables() {
        for (var template : templates.all()) {
            var names =
                    template.variables().stream().map(name -> "<" + name + ">").toList();
            assertThat(template.render(names)).contains(names).doesNotContain("{{");
            assertThat(template.accept(Collections.nCopies(names.size(), "x"))).hasSameSizeAs(names);
        }
    }
}
