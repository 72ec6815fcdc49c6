package io.tidings.runtime.event;

import static io.restassured.RestAssured.given;
import static io.tidings.testkit.infra.Patience.await;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.tidings.contracts.Customer;
import io.tidings.contracts.Topics;
import io.tidings.contracts.commerce.OrderDelivered;
import io.tidings.runtime.tenancy.QueueTx;
import io.tidings.runtime.tenancy.Sql;
import io.tidings.runtime.tenancy.TenantId;
import io.tidings.runtime.tenancy.TenantTx;
import io.tidings.runtime.work.Loop;
import io.tidings.testkit.infra.Database;
import io.tidings.testkit.infra.Patience;
import io.tidings.testkit.infra.Records;
import io.tidings.testkit.infra.TidingsInfra;
import io.vertx.core.Vertx;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import jakarta.inject.Inject;

@QuarkusTest
@QuarkusTestResource(TidingsInfra.class)
class OutboxTest {
    @Inject
    TenantTx tx;

    @Inject
    QueueTx queueTx;

    @Inject
    Sql sql;

    @Inject
    Outbox outbox;

    @Inject
    RecordPublisher publisher;

    @Inject
    OutboxLoop loop;

    private final TenantId tenant = new TenantId(UUID.randomUUID());

    private static <T> T result(Uni<T> uni) {
        return uni.await().atMost(Patience.LIMIT);
    }

    private static OrderDelivered delivered(UUID order, String number) {
        return new OrderDelivered(order, number, new Customer("Lucía", null), Instant.now());
    }

    private static OrderDelivered delivered(String number) {
        return delivered(UUID.randomUUID(), number);
    }

    private void append(String number) {
        result(tx.run(tenant, () -> outbox.append(tenant, delivered(number))));
    }

    private List<ConsumerRecord<byte[], byte[]>> records() {
        return Records.all(Topics.COMMERCE).stream()
                .filter(r -> tenant.toString().equals(Records.header(r, "ce_tenantid")))
                .toList();
    }

    private List<String> published() {
        return Records.events(Topics.COMMERCE, tenant.value(), OrderDelivered.class).stream()
                .map(OrderDelivered::orderNumber)
                .toList();
    }

    private void untilPublished(String... numbers) {
        await().untilAsserted(() -> assertThat(published()).containsExactlyInAnyOrder(numbers));
    }

    /** A relay publishes first and takes the row off afterwards. */
    private void untilNothingIsQueued() {
        await().until(() -> queued() == 0);
    }

    private long queued() {
        return Database.count("select count(*) from outbox_queue where tenant_id = ?", tenant.value());
    }

    @Test
    void an_event_goes_out_as_a_binary_cloudevent_keyed_by_tenant_and_subject() {
        append("#1");
        untilPublished("#1");
        var sent = records().getFirst();
        var subject = Records.header(sent, "ce_subject");
        assertThat(sent.key()).asString(UTF_8).isEqualTo(tenant + ":" + subject);
        assertThat(Records.header(sent, "ce_specversion")).isEqualTo("1.0");
        assertThat(Records.header(sent, "ce_type")).isEqualTo("io.tidings.commerce.order-delivered.v1");
        assertThat(Records.header(sent, "ce_source")).isEqualTo("/tidings/commerce");
        assertThat(Records.header(sent, "ce_dataschema"))
                .isEqualTo("https://tidings.dev/schemas/io.tidings.commerce.order-delivered.v1.json");
        assertThat(Records.header(sent, "content-type")).isEqualTo("application/json");
        untilNothingIsQueued();
        assertThat(Database.count("select count(*) from outbox where tenant_id = ?", tenant.value()))
                .isZero();
    }

    @Test
    void a_state_goes_to_its_compacted_topic_and_is_taken_off_by_a_tombstone() {
        var key = "member:" + tenant;
        result(tx.run(tenant, () -> outbox.appendState(tenant, Topics.DIRECTORY, key, List.of("here"))));
        result(tx.run(tenant, () -> outbox.removeState(tenant, Topics.DIRECTORY, key)));
        await().untilAsserted(() -> assertThat(Records.all(Topics.DIRECTORY).stream()
                        .filter(each -> new String(each.key(), UTF_8).equals(key))
                        .map(each -> each.value() == null ? "gone" : new String(each.value(), UTF_8)))
                .containsExactly("[\"here\"]", "gone"));
    }

    @Test
    void a_transaction_that_rolls_back_says_nothing() {
        assertThatThrownBy(() -> result(tx.run(
                        tenant,
                        () -> outbox.append(tenant, delivered("#1")).invoke(() -> {
                            throw new IllegalArgumentException("no");
                        }))))
                .hasMessage("no");
        append("#2");
        untilPublished("#2");
        untilNothingIsQueued();
    }

    @Test
    void a_row_of_a_transaction_still_open_is_not_passed_over() {
        var gate = new CompletableFuture<Void>();
        var appended = new CompletableFuture<Void>();
        var slow = tx.run(tenant, () -> {
                    var context = Vertx.currentContext();
                    return outbox.append(tenant, delivered("slow"))
                            .invoke(() -> appended.complete(null))
                            .chain(() -> Uni.createFrom().completionStage(gate))
                            .emitOn(task -> context.runOnContext(nothing -> task.run()));
                })
                .subscribeAsCompletionStage();
        appended.join();
        append("quick"); // has the higher number and is there first
        untilPublished("quick");
        gate.complete(null);
        slow.join();
        untilPublished("quick", "slow");
    }

    @Test
    void eight_writers_and_three_relays_lose_nothing_and_keep_the_order_of_each_key() {
        var writers = 8;
        var each = 60;
        var more = IntStream.range(0, 2)
                .mapToObj(i -> new OutboxRelay(queueTx, sql, publisher, "commerce"))
                .map(relay -> new Loop("relay under test", () -> relay.pass().map(p -> Duration.ofMillis(2))))
                .toList();
        more.forEach(Loop::start);
        try (var threads = Executors.newFixedThreadPool(writers)) {
            for (var w = 0; w < writers; w++) {
                var order = UUID.randomUUID();
                threads.execute(() -> IntStream.range(0, each)
                        .forEach(n -> result(tx.run(
                                tenant,
                                () -> outbox.append(
                                        tenant,
                                        delivered(order, "a" + n),
                                        delivered(order, "b" + n),
                                        delivered("x"))))));
            }
        }
        await().until(() -> queued() == 0);
        more.forEach(Loop::stop);
        var all = Records.events(Topics.COMMERCE, tenant.value(), OrderDelivered.class);
        assertThat(all).hasSize(writers * each * 3);
        var byOrder = all.stream()
                .filter(e -> !e.orderNumber().equals("x"))
                .collect(Collectors.groupingBy(
                        OrderDelivered::orderId, Collectors.mapping(OrderDelivered::orderNumber, Collectors.toList())));
        var inOrder = IntStream.range(0, each)
                .boxed()
                .flatMap(n -> Stream.of("a" + n, "b" + n))
                .toList();
        assertThat(byOrder).hasSize(writers);
        assertThat(byOrder.values()).allSatisfy(numbers -> assertThat(numbers).isEqualTo(inOrder));
    }

    @Test
    void an_event_larger_than_brokers_take_is_refused_before_it_stops_the_relay() {
        assertThatThrownBy(() -> append("#".repeat(950_000))).isInstanceOf(PgOutbox.TooLarge.class);
        assertThat(queued()).isZero();
    }

    @Test
    void a_queued_row_without_its_payload_stops_nobody() {
        Database.update(
                "insert into outbox_queue (tenant_id, event_id, shard) select ?, gen_random_uuid(), s from generate_series(0, 7) s",
                tenant.value());
        append("#1");
        untilPublished("#1");
        untilNothingIsQueued();
    }

    @Nested
    class While_the_loop_stands_still {
        private final OutboxRelay relay = new OutboxRelay(queueTx(), sql(), records -> publish(records), "commerce");
        private boolean loseTheAnswer;

        private QueueTx queueTx() {
            return queueTx;
        }

        private Sql sql() {
            return sql;
        }

        private Uni<Void> publish(List<ProducerRecord<byte[], byte[]>> records) {
            return publisher
                    .publish(records)
                    .chain(() -> loseTheAnswer
                            ? Uni.createFrom().failure(new IOException("answer lost"))
                            : Uni.createFrom().voidItem());
        }

        @Test
        void a_relay_that_dies_after_sending_sends_again_and_the_payload_is_seen_by_its_tenant_only() {
            loop.stop(new ShutdownEvent());
            try {
                append("#1");
                assertThat(result(queueTx.run(() -> sql.all("select payload from outbox"))))
                        .isEmpty();
                assertThat(result(tx.run(new TenantId(UUID.randomUUID()), () -> sql.all("select payload from outbox"))))
                        .isEmpty();
                loseTheAnswer = true;
                assertThatThrownBy(() -> result(relay.pass())).hasMessageContaining("answer lost");
                assertThat(queued()).isOne();
                assertThat(relay.secondsBehind()).isPositive();
                loseTheAnswer = false;
                result(relay.pass());
                assertThat(queued()).isZero();
                assertThat(relay.secondsBehind()).isZero();
                assertThat(records())
                        .hasSize(2)
                        .extracting(r -> Records.header(r, "ce_id"))
                        .containsOnly(Records.header(records().getFirst(), "ce_id"));
            } finally {
                loop.start(new StartupEvent());
            }
        }
    }

    @Test
    void what_was_committed_right_before_a_stop_is_told_before_it() {
        loop.stop(new ShutdownEvent());
        try {
            append("#1");
            assertThat(queued()).isOne();
            loop.stop(new ShutdownEvent());
            assertThat(queued()).isZero();
            assertThat(published()).containsExactly("#1");
        } finally {
            loop.start(new StartupEvent());
        }
    }

    @Test
    void how_far_the_relay_is_behind_is_measured() {
        assertThat(given().get("/q/metrics").asString()).contains("tidings_outbox_behind_seconds");
    }
}
