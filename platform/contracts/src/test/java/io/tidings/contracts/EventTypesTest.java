package io.tidings.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidings.contracts.commerce.OrderShipped;
import org.junit.jupiter.api.Test;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import java.util.regex.Pattern;

class EventTypesTest {

    @Test
    void the_type_names_are_a_promise_and_a_renamed_record_breaks_it() {
        assertThat(EventTypes.ALL.stream().map(EventTypes::nameOf))
                .containsExactlyInAnyOrder(
                        "io.tidings.tenant.tenant-created.v1",
                        "io.tidings.tenant.tenant-updated.v1",
                        "io.tidings.tenant.api-key-created.v1",
                        "io.tidings.tenant.api-key-revoked.v1",
                        "io.tidings.tenant.tenant-suspended.v1",
                        "io.tidings.tenant.tenant-resumed.v1",
                        "io.tidings.tenant.plan-changed.v1",
                        "io.tidings.tenant.api-key-rotated.v1",
                        "io.tidings.tenant.member-added.v1",
                        "io.tidings.tenant.member-changed.v1",
                        "io.tidings.tenant.member-removed.v1",
                        "io.tidings.tenant.quota-threshold-reached.v1",
                        "io.tidings.tenant.api-calls-counted.v1",
                        "io.tidings.messaging.contact-created.v1",
                        "io.tidings.messaging.contact-updated.v1",
                        "io.tidings.messaging.contact-opted-out.v1",
                        "io.tidings.messaging.message-sent.v1",
                        "io.tidings.messaging.message-delivered.v1",
                        "io.tidings.messaging.message-read.v1",
                        "io.tidings.messaging.message-failed.v1",
                        "io.tidings.messaging.message-received.v1",
                        "io.tidings.messaging.sending-paused.v1",
                        "io.tidings.messaging.sending-resumed.v1",
                        "io.tidings.commerce.order-placed.v1",
                        "io.tidings.commerce.order-packed.v1",
                        "io.tidings.commerce.order-shipped.v1",
                        "io.tidings.commerce.order-delivered.v1",
                        "io.tidings.billing.invoice-issued.v1",
                        "io.tidings.billing.invoice-overdue.v1",
                        "io.tidings.billing.invoice-paid.v1",
                        "io.tidings.billing.invoice-cancelled.v1",
                        "io.tidings.billing.payment-reminder-due.v1",
                        "io.tidings.campaign.campaign-step-due.v1",
                        "io.tidings.tenant.access-refused.v1");
    }

    @Test
    void the_topic_names_are_a_promise() {
        assertThat(Topics.EVENTS)
                .containsExactly(
                        "tidings.tenant",
                        "tidings.messaging",
                        "tidings.billing",
                        "tidings.commerce",
                        "tidings.campaign",
                        "tidings.usage",
                        "tidings.ingress");
        assertThat(Topics.DIRECTORY).isEqualTo("tidings.directory");
        assertThat(Topics.deadLetters(Topics.INGRESS)).isEqualTo("tidings.ingress.dlq");
    }

    @Test
    void a_type_name_leads_to_its_record_and_back() {
        for (var type : EventTypes.ALL) {
            assertThat(EventTypes.byName(EventTypes.nameOf(type))).contains(type);
        }
        assertThat(EventTypes.schemaOf(OrderShipped.class))
                .isEqualTo("/schemas/io.tidings.commerce.order-shipped.v1.json");
    }

    @Test
    void a_type_of_a_later_release_is_unknown_and_no_error() {
        assertThat(EventTypes.byName("io.tidings.commerce.order-shipped.v2")).isEmpty();
        assertThat(EventTypes.byName("")).isEmpty();
    }

    @Test
    void a_class_that_is_not_published_has_no_name() {
        assertThatThrownBy(() -> EventTypes.nameOf(NeverPublished.class))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("NeverPublished");
    }

    @Test
    void the_readme_names_every_event_and_no_other() throws Exception {
        var readme = Files.readString(Path.of("README.md"));

        assertThat(Pattern.compile("`(io\\.tidings\\.[a-z]+\\.[a-z-]+\\.v[0-9]+)`")
                        .matcher(readme)
                        .results()
                        .map(found -> found.group(1)))
                .containsExactlyInAnyOrderElementsOf(
                        EventTypes.ALL.stream().map(EventTypes::nameOf).toList());
    }

    @Test
    void every_event_is_a_record() {
        assertThat(EventTypes.ALL).allMatch(Class::isRecord);
    }

    private record NeverPublished(UUID subject) implements Event {}
}
