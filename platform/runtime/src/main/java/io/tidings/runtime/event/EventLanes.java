package io.tidings.runtime.event;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.kafka.api.IncomingKafkaRecordMetadata;
import io.tidings.runtime.work.InTurn;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Flow;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/**
 * Takes records off Kafka: those of one partition in their order, partitions side by side. What has come meanwhile is handed
 * over together. A record that waits, for the news of its tenant on another topic for one, holds up its own partition and
 * not that news.
 */
@Singleton
class EventLanes implements Flow.Subscriber<Message<byte[]>> {
    private static final Logger LOG = Logger.getLogger(EventLanes.class);
    /** Records taken and not yet worked. Several polls of 200, so that one waiting partition cannot fill it at once. */
    private static final int WAITING = 2_000;

    private static final int TOGETHER = 32;

    private final Multi<Message<byte[]>> events;
    private final EventReceiver receiver;
    private final Map<TopicPartition, Lane> lanes = new ConcurrentHashMap<>();
    private volatile Flow.@Nullable Subscription subscription;

    EventLanes(@Channel("events") Multi<Message<byte[]>> events, EventReceiver receiver) {
        this.events = events;
        this.receiver = receiver;
    }

    void start(@Observes StartupEvent start) {
        events.subscribe(this);
    }

    void stop(@Observes ShutdownEvent end) {
        var running = subscription;
        if (running != null) {
            running.cancel();
        }
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
        this.subscription = subscription;
        subscription.request(WAITING);
    }

    @Override
    public void onNext(Message<byte[]> message) {
        var record = record(message);
        lanes.computeIfAbsent(new TopicPartition(record.topic(), record.partition()), partition -> new Lane())
                .add(message);
    }

    @Override
    public void onError(Throwable failure) {
        LOG.fatal("No more events are taken", failure);
    }

    @Override
    public void onComplete() {}

    /** The records of one partition. */
    private final class Lane {
        private final ArrayDeque<Message<byte[]>> waiting = new ArrayDeque<>();
        private boolean working;

        void add(Message<byte[]> message) {
            synchronized (this) {
                waiting.add(message);
                if (working) {
                    return;
                }
                working = true;
            }
            workNext();
        }

        private void workNext() {
            var next = next();
            if (!next.isEmpty()) {
                take(next)
                        .onFailure() // not committed, so it comes again after the next start; never the end of its lane
                        .recoverWithNull()
                        .subscribe()
                        .with(done -> {
                            demand(next.size());
                            workNext();
                        });
            }
        }

        private synchronized List<Message<byte[]>> next() {
            var next = new ArrayList<Message<byte[]>>(Math.min(TOGETHER, waiting.size()));
            while (next.size() < TOGETHER && !waiting.isEmpty()) {
                next.add(waiting.remove());
            }
            working = !next.isEmpty();
            return next;
        }
    }

    private void demand(int records) {
        var running = subscription;
        if (running != null) {
            running.request(records);
        }
    }

    private Uni<Void> take(List<Message<byte[]>> messages) {
        return receiver.receive(messages.stream().map(EventLanes::record).toList())
                .chain(() -> InTurn.each(messages, message -> Uni.createFrom().completionStage(message.ack())));
    }

    @SuppressWarnings("unchecked")
    private static ConsumerRecord<byte[], byte[]> record(Message<byte[]> message) {
        return message.getMetadata(IncomingKafkaRecordMetadata.class)
                .map(IncomingKafkaRecordMetadata::getRecord)
                .orElseThrow();
    }
}
