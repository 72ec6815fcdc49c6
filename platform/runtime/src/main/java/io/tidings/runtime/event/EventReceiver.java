package io.tidings.runtime.event;

import io.quarkus.arc.All;
import io.smallrye.mutiny.Uni;
import io.tidings.contracts.Event;
import io.tidings.contracts.EventTypes;
import io.tidings.contracts.Topics;
import io.tidings.runtime.event.EventCalls.Call;
import io.tidings.runtime.problem.Refusal;
import io.tidings.runtime.tenancy.OnContext;
import io.tidings.runtime.tenancy.TenantId;
import io.tidings.runtime.tenancy.TenantProfiles;
import io.tidings.runtime.tenancy.TenantTx;
import io.tidings.runtime.work.Gathering;
import io.tidings.runtime.work.InTurn;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

import jakarta.enterprise.context.ApplicationScoped;

/**
 * Takes every record of the topics this service listens to, finds the handlers of its type and calls each once, in a
 * transaction behind the inbox. Nothing stops the channel: what can never be used goes to the dead letters with a reason,
 * what cannot be worked now (database or provider away) is tried again until it can.
 */
@ApplicationScoped
class EventReceiver {
    private static final Logger LOG = Logger.getLogger(EventReceiver.class);

    private static final int TOGETHER = 32;

    private final Gathering<TenantId, List<Call<?>>> gathering;
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
            @ConfigProperty(name = "tidings.events.gap") Duration gap,
            @ConfigProperty(name = "tidings.ingress.adopts-orphans", defaultValue = "false") boolean adoptsOrphans) {
        for (var handler : handlers) {
            this.handlers
                    .computeIfAbsent(
                            handler.topic() + " " + EventTypes.nameOf(handler.type()), key -> new ArrayList<>())
                    .add(handler);
        }
        this.gathering = new Gathering<>(TOGETHER, gap, this::all);
        this.reader = reader;
        this.tx = tx;
        this.inbox = inbox;
        this.tenants = tenants;
        this.deadLetters = deadLetters;
        this.adoptsOrphans = adoptsOrphans;
    }

    /**
     * Works records of one partition: those of one tenant in their order and, when nothing goes wrong, in one transaction.
     */
    Uni<Void> receive(List<ConsumerRecord<byte[], byte[]>> records) {
        var steps = new ArrayList<Supplier<Uni<Void>>>();
        var byTenant = new LinkedHashMap<TenantId, List<Call<?>>>();
        for (var record : records) {
            try {
                for (var call : calls(record)) {
                    byTenant.computeIfAbsent(call.event().tenant(), tenant -> new ArrayList<>())
                            .add(call);
                }
            } catch (RuntimeException unusable) {
                steps.add(() -> bury(record, unusable));
            }
        }
        byTenant.forEach((tenant, calls) -> steps.add(() -> together(tenant, calls)));
        return InTurn.each(steps, Supplier::get);
    }

    private List<Call<?>> calls(ConsumerRecord<byte[], byte[]> record) {
        String type;
        try {
            type = reader.typeOf(record);
        } catch (Unusable unreadable) {
            if (record.topic().equals(Topics.INGRESS) && !adoptsOrphans) {
                return List.of(); // every service reads it there, one buries it
            }
            throw unreadable;
        }
        var found = handlers.get(record.topic() + " " + type);
        if (found == null) {
            refuseOrphan(record, type);
            return List.of();
        }
        var calls = new ArrayList<Call<?>>(found.size());
        for (var handler : found) {
            call(handler, record).ifPresent(calls::add);
        }
        return calls;
    }

    private <T extends Event> Optional<Call<T>> call(EventHandler<T> handler, ConsumerRecord<byte[], byte[]> record) {
        return handler instanceof SelectiveHandler<T> selective && !reader.concerns(record, selective)
                ? Optional.empty()
                : Optional.of(new Call<>(handler, reader.read(record, handler.type()), record));
    }

    /** One service, chosen by configuration, buries what no service of the suite will take from the ingress. */
    private void refuseOrphan(ConsumerRecord<byte[], byte[]> record, @Nullable String type) {
        if (adoptsOrphans && record.topic().equals(Topics.INGRESS)) {
            if (type == null || !type.startsWith("io.tidings.")) {
                throw new Unusable("event.type", "The event names no type of this suite");
            }
            var known = EventTypes.byName(type);
            if (known.isEmpty() || !isTakenFromIngress(known.get())) {
                throw new Unusable("event.type", "No service takes this type from outside");
            }
        }
    }

    private static boolean isTakenFromIngress(Class<? extends Event> type) {
        var publisher = type.getPackageName();
        return publisher.endsWith(".commerce") || publisher.endsWith(".billing");
    }

    /** In one transaction with what other partitions bring for the tenant meanwhile; one by one when that fails. */
    private Uni<Void> together(TenantId tenant, List<Call<?>> calls) {
        return gathering.add(tenant, calls).onFailure().recoverWithUni(failure -> {
            LOG.debugf(failure, "%d events are worked one by one", calls.size());
            return InTurn.each(calls, this::alone);
        });
    }

    private Uni<Void> all(TenantId tenant, List<List<Call<?>>> gathered) {
        return once(tenant, gathered.stream().<Call<?>>flatMap(List::stream).toList());
    }

    private Uni<Void> alone(Call<?> call) {
        return Uni.createFrom()
                .deferred(() -> OnContext.fresh(() -> once(call.event().tenant(), List.of(call))))
                .onFailure(Transience::isTransient)
                .retry()
                .withBackOff(Duration.ofMillis(100), Duration.ofSeconds(5))
                .indefinitely()
                .onFailure(NotYetKnown.class)
                .retry()
                .withBackOff(Duration.ofMillis(50), Duration.ofSeconds(2))
                .atMost(call.record().topic().equals(Topics.INGRESS) ? 1 : 15)
                .onFailure()
                .recoverWithUni(failure -> bury(call.record(), failure));
    }

    private Uni<Void> once(TenantId tenant, List<Call<?>> calls) {
        return tx.run(
                tenant,
                () -> inbox.first(tenant, calls.stream().map(Call::entry).toList())
                        .chain(first -> {
                            var fresh = calls.stream()
                                    .filter(call -> first.remove(call.entry()))
                                    .toList();
                            return known(tenant, fresh).chain(() -> EventCalls.make(tenant, fresh));
                        }));
    }

    private Uni<Void> known(TenantId tenant, List<Call<?>> calls) {
        return calls.stream().noneMatch(Call::needsTenant)
                ? done()
                : tenants.find(tenant)
                        .invoke(found -> {
                            if (found.isEmpty()) {
                                throw new NotYetKnown();
                            }
                        })
                        .replaceWithVoid();
    }

    private Uni<Void> bury(ConsumerRecord<byte[], byte[]> record, Throwable failure) {
        if (failure instanceof Refusal refused) {
            return deadLetters.bury(record, refused.code());
        }
        LOG.errorf(failure, "Record %s-%d@%d failed for good", record.topic(), record.partition(), record.offset());
        return deadLetters.bury(record, "event.failed");
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
