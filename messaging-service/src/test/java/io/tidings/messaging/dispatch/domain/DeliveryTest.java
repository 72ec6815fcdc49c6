package io.tidings.messaging.dispatch.domain;

import static io.tidings.messaging.message.domain.MessageStatus.DELIVERED;
import static io.tidings.messaging.message.domain.MessageStatus.FAILED;
import static io.tidings.messaging.message.domain.MessageStatus.QUEUED;
import static io.tidings.messaging.message.domain.MessageStatus.READ;
import static io.tidings.messaging.message.domain.MessageStatus.SENDING;
import static io.tidings.messaging.message.domain.MessageStatus.SENT;
import static io.tidings.messaging.message.domain.MessageStatus.UNKNOWN;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.contracts.Event;
import io.tidings.contracts.messaging.MessageDelivered;
import io.tidings.contracts.messaging.MessageFailed;
import io.tidings.contracts.messaging.MessageRead;
import io.tidings.contracts.messaging.MessageSent;
import io.tidings.messaging.message.domain.MessageStatus;
import io.tidings.messaging.message.domain.Purpose;
import io.tidings.messaging.message.domain.StatusSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

class DeliveryTest {
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

    @Test
    void in_whatever_order_reports_come_the_highest_wins_and_each_fact_is_told_once_and_in_order() {
        for (var order : permutations(List.of(SENT, DELIVERED, READ))) {
            var end = play(sending(), order);
            assertThat(end.delivery().status()).as("%s", order).isEqualTo(READ);
            assertThat(end.types())
                    .as("%s", order)
                    .containsExactly(MessageSent.class, MessageDelivered.class, MessageRead.class);
        }
    }

    @Test
    void a_failure_yields_to_the_proof_of_delivery_in_every_order() {
        for (var order : permutations(List.of(SENT, FAILED, DELIVERED))) {
            assertThat(play(sending(), order).delivery().status())
                    .as("%s", order)
                    .isEqualTo(DELIVERED);
        }
        for (var order : permutations(List.of(SENT, FAILED))) {
            assertThat(play(sending(), order).delivery().status())
                    .as("%s", order)
                    .isEqualTo(FAILED);
        }
    }

    @Test
    void whatever_is_told_however_often_and_in_whatever_order_the_end_is_the_same() {
        var all = List.of(SENT, DELIVERED, READ, FAILED);
        for (var subset = 1; subset < 16; subset++) {
            var bits = subset;
            var told = all.stream()
                    .filter(status -> (bits >> all.indexOf(status) & 1) == 1)
                    .toList();
            var ends = new HashSet<MessageStatus>();
            for (var order : permutations(twice(told))) {
                var end = play(sending(), order);
                ends.add(end.delivery().status());
                assertThat(end.types()).as("%s", order).doesNotHaveDuplicates();
                assertThat(end.delivery().known()).containsAll(told);
            }
            assertThat(ends).as("%s", told).hasSize(1);
        }
    }

    /** Each told twice, as far as the permutations of it can still be counted. */
    private static List<MessageStatus> twice(List<MessageStatus> told) {
        return told.size() > 3
                ? Stream.concat(told.stream(), Stream.of(told.getFirst(), told.getLast()))
                        .toList()
                : Stream.concat(told.stream(), told.stream()).toList();
    }

    @Test
    void a_failure_after_delivery_is_no_failure_and_tells_nobody() {
        var end = play(sending(), List.of(DELIVERED, FAILED));

        assertThat(end.delivery().status()).isEqualTo(DELIVERED);
        assertThat(end.types()).doesNotContain(MessageFailed.class);
    }

    @Test
    void the_same_report_again_is_no_news() {
        var once = sending().apply(report(DELIVERED));

        var twice = once.after().apply(report(DELIVERED));

        assertThat(once.isNews()).isTrue();
        assertThat(twice.isNews()).isFalse();
        assertThat(twice.events()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = {"UNKNOWN", "QUEUED", "DEFERRED", "CANCELLED", "SENDING"})
    void a_report_proves_that_the_message_was_taken_whatever_we_thought(MessageStatus thought) {
        var step = delivery(thought, Set.of(thought)).apply(report(SENT));

        assertThat(step.after().status()).isEqualTo(SENT);
        assertThat(step.after().providerMessageId()).isEqualTo("wamid.1");
        assertThat(step.events()).singleElement().isInstanceOf(MessageSent.class);
    }

    @Test
    void a_failure_carries_its_code() {
        var report = new StatusReport(
                "wamid.1", FAILED, StatusSource.PROVIDER, ProviderError.ofCode(131026, "Undeliverable", false), NOW);

        assertThat(sending().apply(report).events())
                .containsExactly(new MessageFailed(
                        sending().message(),
                        sending().contact(),
                        "order:1:x",
                        "transactional",
                        "whatsapp.131026",
                        NOW));
    }

    @Test
    void reports_of_another_provider_id_are_not_about_this_message() {
        var known = sending().apply(report(SENT)).after();

        assertThat(sending().answersTo("wamid.other")).isTrue();
        assertThat(known.answersTo("wamid.1")).isTrue();
        assertThat(known.answersTo("wamid.other")).isFalse();
    }

    private record End(Delivery delivery, List<Event> events) {
        List<Class<?>> types() {
            return events.stream().<Class<?>>map(Object::getClass).toList();
        }
    }

    private static End play(Delivery start, List<MessageStatus> order) {
        var now = start;
        var events = new ArrayList<Event>();
        for (var status : order) {
            var step = now.apply(report(status));
            events.addAll(step.events());
            now = step.after();
        }
        return new End(now, events);
    }

    private static List<List<MessageStatus>> permutations(List<MessageStatus> all) {
        if (all.isEmpty()) {
            return List.of(List.of());
        }
        var found = new ArrayList<List<MessageStatus>>();
        for (var first : all) {
            var rest = new ArrayList<>(all);
            rest.remove(first);
            for (var tail : permutations(rest)) {
                var one = new ArrayList<>(List.of(first));
                one.addAll(tail);
                found.add(one);
            }
        }
        return found;
    }

    private static StatusReport report(MessageStatus status) {
        return new StatusReport("wamid.1", status, StatusSource.PROVIDER, null, NOW);
    }

    private static Delivery sending() {
        return delivery(SENDING, Set.of(QUEUED, SENDING, UNKNOWN));
    }

    private static Delivery delivery(MessageStatus status, Set<MessageStatus> known) {
        return new Delivery(new UUID(1, 1), new UUID(2, 2), "order:1:x", Purpose.TRANSACTIONAL, status, null, known);
    }
}
