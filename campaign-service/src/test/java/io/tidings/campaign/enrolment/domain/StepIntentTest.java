package io.tidings.campaign.enrolment.domain;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.UUID;

class StepIntentTest {

    @Test
    void the_key_of_a_step_names_its_enrolment() {
        var id = UUID.randomUUID();

        assertThat(StepIntent.of("enrolment:" + id + ":step:3")).contains(new StepIntent(id, 3));
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                "order:0199a000-0000-7000-8000-000000000001:shipping_notification",
                "enrolment:0199a000-0000-7000-8000-000000000001",
                "enrolment:0199a000-0000-7000-8000-000000000001:step:",
                "enrolment:0199a000-0000-7000-8000-000000000001:step:99999999999",
                "enrolment:1-1-1-1-1:step:1",
                "x enrolment:0199a000-0000-7000-8000-000000000001:step:1"
            })
    void other_keys_are_none_of_ours(String key) {
        assertThat(StepIntent.of(key)).isEmpty();
    }
}
