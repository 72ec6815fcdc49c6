package io.tidings.messaging.dispatch.domain;

import static io.tidings.messaging.message.domain.MessageStatus.DELIVERED;
import static io.tidings.messaging.message.domain.MessageStatus.QUEUED;
import static io.tidings.messaging.message.domain.MessageStatus.READ;
import static io.tidings.messaging.message.domain.MessageStatus.SENDING;
import static io.tidings.messaging.message.domain.MessageStatus.SENT;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.contracts.messaging.MessageDelivered;
import io.tidings.contracts.messaging.MessageRead;
import io.tidings.contracts.messaging.MessageSent;
import io.tidings.messaging.message.domain.MessageStatus;
import io.tidings.messaging.message.domain.Purpose;
import io.tidings.messaging.message.domain.StatusSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

class MergedReportsTest {
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

    private final Delivery first = delivery(SENDING, null);
    private final Delivery second = delivery(SENT, "wamid.2", SENT);
    private final MergedReports merging = new MergedReports(List.of(first, second));

    private static Delivery delivery(MessageStatus status, @Nullable String providerId, MessageStatus... known) {
        return new Delivery(
                UUID.randomUUID(),
                UUID.randomUUID(),
                "order:1",
                Purpose.TRANSACTIONAL,
                status,
                providerId,
                Set.of(known));
    }

    private static StatusReport report(String providerId, MessageStatus status) {
        return new StatusReport(providerId, status, StatusSource.PROVIDER, null, NOW);
    }

    private MergedReports.Merged merged(Delivery of) {
        return merging.changed().stream()
                .filter(each -> each.after().message().equals(of.message()))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void reports_of_several_messages_are_merged_each_into_its_own() {
        merging.apply(first.message(), report("wamid.1", SENT));
        merging.apply(null, report("wamid.2", DELIVERED));
        merging.apply(first.message(), report("wamid.1", READ));

        assertThat(merged(first).after().status()).isEqualTo(READ);
        assertThat(merged(first).news()).extracting(StatusReport::status).containsExactly(SENT, READ);
        assertThat(merged(second).after().status()).isEqualTo(DELIVERED);
        assertThat(merging.events())
                .extracting(Object::getClass)
                .containsExactly(MessageSent.class, MessageDelivered.class, MessageDelivered.class, MessageRead.class);
    }

    @Test
    void a_provider_id_learned_from_one_report_finds_the_message_for_the_next() {
        merging.called(first.message(), report("wamid.1", SENT));

        var step = Objects.requireNonNull(merging.apply(null, report("wamid.1", DELIVERED)));

        assertThat(step.after().message()).isEqualTo(first.message());
        assertThat(merged(first).calls()).isEqualTo(1);
    }

    @Test
    void what_is_known_already_changes_nothing_but_a_call_counts() {
        merging.apply(null, report("wamid.2", SENT));
        assertThat(merging.changed()).isEmpty();

        merging.called(second.message(), report("wamid.2", SENT));

        assertThat(merged(second).calls()).isEqualTo(1);
        assertThat(merged(second).news()).isEmpty();
        assertThat(merging.events()).isEmpty();
    }

    @Test
    void a_report_of_another_provider_id_is_not_about_the_message_that_it_names() {
        assertThat(merging.apply(second.message(), report("wamid.9", READ))).isNull();
        assertThat(merging.apply(UUID.randomUUID(), report("wamid.9", READ))).isNull();
        assertThat(merging.changed()).isEmpty();
    }

    @Test
    void what_went_out_though_it_was_thought_to_wait_must_not_go_again() {
        var waiting = delivery(QUEUED, null);
        var all = new MergedReports(List.of(waiting, first));
        all.apply(waiting.message(), report("wamid.7", SENT));
        all.apply(first.message(), report("wamid.1", SENT));

        assertThat(all.changed())
                .filteredOn(MergedReports.Merged::wasWaiting)
                .singleElement()
                .satisfies(each -> assertThat(each.after().message()).isEqualTo(waiting.message()));
    }
}
