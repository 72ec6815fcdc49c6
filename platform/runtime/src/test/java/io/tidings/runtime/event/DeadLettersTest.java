package io.tidings.runtime.event;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.mutiny.Uni;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

class DeadLettersTest {
    private final List<ProducerRecord<byte[], byte[]>> sent = new ArrayList<>();
    private final ConsumerRecord<byte[], byte[]> unusable =
            new ConsumerRecord<>("tidings.ingress", 3, 42, "the key".getBytes(UTF_8), "the bytes".getBytes(UTF_8));
    private int failures;

    private final DeadLetters letters = new DeadLetters(
            records -> Uni.createFrom().<Void>voidItem().invoke(() -> {
                if (failures-- > 0) {
                    throw new java.io.UncheckedIOException(new IOException("no broker"));
                }
                sent.addAll(records);
            }),
            "commerce");

    @BeforeEach
    void headers() {
        header("ce_id", "0001");
        header("ce_type", "io.tidings.commerce.order-shipped.v1");
        header("ce_subject", "Lucía Fernández");
        header("ce_source", "<script>alert('+34600111222')</script>");
        header("x-phone", "+34600111222");
        header("traceparent", "00-1-2-01");
    }

    private void header(String name, String value) {
        unusable.headers().add(name, value.getBytes(UTF_8));
    }

    private String headersOfLetter() {
        return Arrays.stream(sent.getFirst().headers().toArray())
                .map(h -> h.key() + "=" + text(h))
                .collect(Collectors.joining("\n"));
    }

    private static String text(Header header) {
        return new String(header.value(), UTF_8);
    }

    private void bury() {
        letters.bury(unusable, "event.schema").await().atMost(Duration.ofSeconds(10));
    }

    @Test
    void a_letter_carries_the_original_bytes_the_reason_and_where_it_was() {
        bury();
        assertThat(sent).singleElement().satisfies(letter -> {
            assertThat(letter.topic()).isEqualTo("tidings.ingress.dlq");
            assertThat(letter.key()).asString(UTF_8).isEqualTo("the key");
            assertThat(letter.value()).asString(UTF_8).isEqualTo("the bytes");
        });
        assertThat(headersOfLetter().lines())
                .containsExactly(
                        "tidings-reason=event.schema",
                        "tidings-service=commerce",
                        "tidings-topic=tidings.ingress",
                        "tidings-partition=3",
                        "tidings-offset=42",
                        "ce_id=0001",
                        "ce_type=io.tidings.commerce.order-shipped.v1");
    }

    @Test
    void its_headers_hold_no_text_of_a_person() {
        bury();
        assertThat(headersOfLetter())
                .doesNotContain("Luc")
                .doesNotContain("600")
                .doesNotContain("script");
    }

    @Test
    void a_broker_that_is_away_is_waited_for() {
        failures = 2;
        bury();
        assertThat(sent).hasSize(1);
    }
}
