package io.tidings.local.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidings.contracts.Topics;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/**
 * A warehouse outside the suite that says on Kafka which orders it has shipped: CloudEvents in binary mode, each of a new
 * order and another customer. A shot ends when the broker has it.
 */
final class Shipments implements Shot, AutoCloseable {
    private static final String TYPE = "io.tidings.commerce.order-shipped.v1";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final KafkaProducer<byte[], byte[]> producer;
    private final String tenant;
    private final long firstCustomer;

    private Shipments(KafkaProducer<byte[], byte[]> producer, String tenant, long firstCustomer) {
        this.producer = producer;
        this.tenant = tenant;
        this.firstCustomer = firstCustomer;
    }

    static Shipments to(int kafkaPort, Shop shop) {
        ByteArraySerializer bytes = new ByteArraySerializer();
        return new Shipments(
                new KafkaProducer<>(
                        Map.<String, Object>of(
                                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                                "127.0.0.1:" + kafkaPort,
                                ProducerConfig.LINGER_MS_CONFIG,
                                0),
                        bytes,
                        bytes),
                shop.tenant(),
                0);
    }

    /** The same warehouse, whose number 0 goes to this customer, number 1 to the next. */
    Shipments from(long customer) {
        return new Shipments(producer, tenant, customer);
    }

    /** The phone of a customer, digits only: Spanish mobile numbers. */
    static String phone(long customer) {
        return "34" + (600_000_001 + customer);
    }

    /** The customer of such a phone. */
    static long customer(String phone) {
        return Long.parseLong(phone.substring(phone.length() - 9)) - 600_000_001;
    }

    @Override
    public void fire(long n, Ending ending) {
        UUID order = UUID.randomUUID();
        String now = Instant.now().toString();
        var each = new ProducerRecord<>(
                Topics.INGRESS, utf8(tenant + ":" + order), utf8(shipped(order, firstCustomer + n, now)));
        header(each, "ce_specversion", "1.0");
        header(each, "ce_id", UUID.randomUUID().toString());
        header(each, "ce_type", TYPE);
        header(each, "ce_source", "/bench");
        header(each, "ce_subject", order.toString());
        header(each, "ce_time", now);
        header(each, "ce_tenantid", tenant);
        header(each, "content-type", "application/json");
        producer.send(each, (done, failure) -> {
            if (failure == null) {
                ending.good();
            } else {
                ending.failed(failure.toString());
            }
        });
    }

    private static String shipped(UUID order, long customer, String now) {
        ObjectNode event = JSON.createObjectNode()
                .put("order_id", order.toString())
                .put("order_number", "B-" + customer)
                .put("carrier", "Correos")
                .put("tracking_number", "PQ" + customer)
                .put("shipped_at", now);
        event.putObject("customer").put("name", "Ana").put("phone", "+" + phone(customer));
        return event.toString();
    }

    private static void header(ProducerRecord<byte[], byte[]> each, String name, String value) {
        each.headers().add(name, utf8(value));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        producer.close();
    }
}
