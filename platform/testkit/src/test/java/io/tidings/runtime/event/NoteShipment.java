package io.tidings.runtime.event;

import io.smallrye.mutiny.Uni;
import io.tidings.contracts.Topics;
import io.tidings.contracts.commerce.OrderShipped;
import io.tidings.runtime.problem.Refusal;
import io.tidings.runtime.tenancy.Sql;
import io.tidings.runtime.value.Ids;

import java.io.IOException;
import java.util.concurrent.ConcurrentHashMap;

import jakarta.inject.Singleton;

/** Writes a note of each shipped order; the carrier says what goes wrong after it is written. */
abstract class NoteShipment implements EventHandler<OrderShipped> {
    private final Sql sql;
    private final ConcurrentHashMap<String, Integer> attempts = new ConcurrentHashMap<>();

    NoteShipment(Sql sql) {
        this.sql = sql;
    }

    @Override
    public Class<OrderShipped> type() {
        return OrderShipped.class;
    }

    @Override
    public Uni<Void> on(Envelope<OrderShipped> event) {
        var attempt = attempts.merge(event.id(), 1, Integer::sum);
        return sql.update(
                        "insert into notes (tenant_id, id, text) values ($1, $2, $3)",
                        event.tenant().value(),
                        Ids.next(),
                        event.data().orderNumber())
                .chain(() -> outcome(String.valueOf(event.data().carrier()), attempt));
    }

    private static Uni<Void> outcome(String carrier, int attempt) {
        return switch (carrier) {
            case "refuse" -> Uni.createFrom().failure(new Refused());
            case "bug" -> Uni.createFrom().failure(new NullPointerException("hunter2 of Lucía"));
            case "fails twice" ->
                attempt <= 2
                        ? Uni.createFrom().failure(new IOException("away"))
                        : Uni.createFrom().voidItem();
            default -> Uni.createFrom().voidItem();
        };
    }

    /** From the suite. */
    @Singleton
    static class FromCommerce extends NoteShipment {
        FromCommerce(Sql sql) {
            super(sql);
        }

        @Override
        public String topic() {
            return Topics.COMMERCE;
        }
    }

    /** From outside. */
    @Singleton
    static class FromOutside extends NoteShipment {
        FromOutside(Sql sql) {
            super(sql);
        }

        @Override
        public String topic() {
            return Topics.INGRESS;
        }
    }

    static final class Refused extends Refusal {
        Refused() {
            super(Kind.CONFLICT, "test.refused", "No");
        }
    }
}
