package io.tidings.local.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidings.contracts.Topics;

import java.time.Instant;
import java.util.UUID;

/**
 * A warehouse outside the suite that says on Kafka which orders it has shipped, each event of a new order and another
 * customer. A shot ends when the broker has it.
 */
final class Shipments implements Shot, AutoCloseable {
    private static final String TYPE = "io.tidings.commerce.order-shipped.v1";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Publisher publisher;
    private final String tenant;
    private final long firstCustomer;

    private Shipments(Publisher publisher, String tenant, long firstCustomer) {
        this.publisher = publisher;
        this.tenant = tenant;
        this.firstCustomer = firstCustomer;
    }

    static Shipments to(int kafkaPort, Shop shop) {
        return new Shipments(Publisher.to(kafkaPort), shop.tenant(), 0);
    }

    /** The same warehouse, whose number 0 goes to this customer, number 1 to the next. */
    Shipments from(long customer) {
        return new Shipments(publisher, tenant, customer);
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
        String event = shipped(order, firstCustomer + n, Instant.now().toString());
        publisher.publish(Topics.INGRESS, tenant, TYPE, order, event, ending);
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

    @Override
    public void close() {
        publisher.close();
    }
}
