package io.tidings.runtime.event;

import io.quarkus.arc.All;
import io.smallrye.mutiny.Uni;
import io.tidings.contracts.Event;
import io.tidings.contracts.EventTypes;
import io.tidings.contracts.Topics;
import io.tidings.runtime.problem.Refusal;
import io.tidings.runtime.tenancy.OnContext;
import io.tidings.runtime.tenancy.TenantProfiles;
import io.tidings.runtime.tenancy.TenantTx;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import jakarta.enterprise.context.ApplicationScoped;

/**
 * Takes every record of the topics this service listens to, finds the handlers of its type and calls each in its own
 * transaction behind the inbox. Nothing stops the channel: what can never be used goes to the dead letters with a reason,
 * what cannot be worked now (database or provider away) is tried again until it can.
 */
@ApplicationScoped
class EventReceiver {
    private static final Logger LOG = Logger.getLogger(EventReceiver.class);

    private final Map<String, List<EventHandler<?>>> handlers = new HashMap<>();
    private final CloudEventReader reader;
    private final TenantTx tx;
    private final Inbox inbox;
    private final TenantProfiles tenants;
    private final DeadLetters deadLetters;
    private final boolean adoptsOrphans;

    EventReceiver(
            @All List<EventHandler<?>> handlers,
            CloudEventReader reader,
            TenantTx tx,
            Inbox inbox,
            TenantProfiles tenants,
            DeadLetters deadLetters,
            @ConfigProperty(name = "tidings.ingress.adopts-orphans", defaultValue = "false") boolean adoptsOrphans) {
        for (var handler : handlers) {
            this.handlers
                    .computeIfAbsent(
                            handler.topic() + " " + EventTypes.nameOf(handler.type()), key -> new ArrayList<>())
                    .add(handler);
        }
        this.reader = reader;
        this.tx = tx;
        this.inbox = inbox;
        this.tenants = tenants;
        this.deadLetters = deadLetters;
        this.adoptsOrphans = adoptsOrphans;
    }

    Uni<Void> receive(ConsumerRecord<byte[], byte[]> record) {
        return OnContext.fresh(() -> work(record))
                .onFailure(Refusal.class)
                .recoverWithUni(refused -> deadLetters.bury(record, ((Refusal) refused).code()))
                .onFailure()
                .recoverWithUni(failure -> {
                    LOG.errorf(
                            failure,
                            "Record %s-%d@%d failed for good",
                            record.topic(),
                            record.partition(),
                            record.offset());
                    return deadLetters.bury(record, "event.failed");
                });
    }

    private Uni<Void> work(ConsumerRecord<byte[], byte[]> record) {
        String type;
        try {
            type = reader.typeOf(record);
        } catch (Unusable unreadable) {
            if (record.topic().equals(Topics.INGRESS) && !adoptsOrphans) {
                return done(); // every service reads it there, one buries it
            }
            throw unreadable;
        }
        var found = handlers.get(record.topic() + " " + type);
        if (found == null) {
            return orphan(record, type);
        }
        Uni<Void> all = done();
        for (var handler : found) {
            all = all.chain(() -> call(handler, record));
        }
        return all;
    }

    /** One service, chosen by configuration, buries what no service of the suite will take from the ingress. */
    private Uni<Void> orphan(ConsumerRecord<byte[], byte[]> record, @Nullable String type) {
        if (adoptsOrphans && record.topic().equals(Topics.INGRESS)) {
            if (type == null || !type.startsWith("io.tidings.")) {
                throw new Unusable("event.type", "The event names no type of this suite");
            }
            var known = EventTypes.byName(type);
            if (known.isEmpty() || !isTakenFromIngress(known.get())) {
                throw new Unusable("event.type", "No service takes this type from outside");
            }
        }
        return done();
    }

    private static boolean isTakenFromIngress(Class<? extends Event> type) {
        var publisher = type.getPackageName();
        return publisher.endsWith(".commerce") || publisher.endsWith(".billing");
    }

    private <T extends Event> Uni<Void> call(EventHandler<T> handler, ConsumerRecord<byte[], byte[]> record) {
        var event = reader.read(record, handler.type());
        if (!handler.concerns(event.data())) {
            return Uni.createFrom().voidItem();
        }
        return Uni.createFrom()
                .deferred(() -> OnContext.fresh(() -> once(handler, event)))
                .onFailure(Transience::isTransient)
                .retry()
                .withBackOff(Duration.ofMillis(100), Duration.ofSeconds(5))
                .indefinitely()
                .onFailure(NotYetKnown.class)
                .retry()
                .withBackOff(Duration.ofMillis(50), Duration.ofSeconds(2))
                .atMost(record.topic().equals(Topics.INGRESS) ? 1 : 15);
    }

    private <T extends Event> Uni<Void> once(EventHandler<T> handler, Envelope<T> event) {
        return tx.run(
                event.tenant(),
                () -> inbox.first(event.tenant(), handler.consumer(), event.id())
                        .chain(first -> first ? known(handler, event).chain(() -> handler.on(event)) : done()));
    }

    /** An event may overtake the news of its tenant, which comes over another topic; outside, it may name nobody. */
    private <T extends Event> Uni<Void> known(EventHandler<T> handler, Envelope<T> event) {
        if (handler.topic().equals(Topics.TENANT)) {
            return done();
        }
        return tenants.find(event.tenant())
                .invoke(found -> {
                    if (found.isEmpty()) {
                        throw new NotYetKnown();
                    }
                })
                .replaceWithVoid();
    }

    private static Uni<Void> done() {
        return Uni.createFrom().voidItem();
    }

    /** This service has not heard of the tenant. */
    static final class NotYetKnown extends Refusal {
        NotYetKnown() {
            super(Kind.INVALID, "event.unknown-tenant", "The event names a tenant that is not known here");
        }
    }
}
