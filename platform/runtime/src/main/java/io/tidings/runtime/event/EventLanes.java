package io.tidings.runtime.event;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.kafka.api.IncomingKafkaRecordBatchMetadata;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/**
 * Takes records off Kafka: those of one partition in their order, partitions side by side. What has come meanwhile is handed
 * over together. A record that waits, for the news of its tenant on another topic for one, holds up its own partition and
 * not that news. The channel hands over what a poll has brought as one message: what SmallRye does for each message is
 * more than most services have to do about an event.
 */
@Singleton
class EventLanes implements Flow.Subscriber<Message<?>> {
    private static final Logger LOG = Logger.getLogger(EventLanes.class);
    /** Polls taken and not yet worked; several, so that one waiting partition cannot hold up the others at once. */
    private static final int WAITING = 64;

    private final Multi<? extends Message<?>> polls;
    private final EventReceiver receiver;
    private final int together;
    private final Map<TopicPartition, Lane> lanes = new ConcurrentHashMap<>();
    private volatile Flow.@Nullable Subscription subscription;

    EventLanes(
            @Channel("events") Multi<Message<List<byte[]>>> polls,
            EventReceiver receiver,
            @ConfigProperty(name = "tidings.events.together") int together) {
        this.polls = polls;
        this.receiver = receiver;
        this.together = together;
    }

    void start(@Observes StartupEvent start) {
        polls.subscribe(this);
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
    public void onNext(Message<?> message) {
        var records = records(message);
        var poll = new Poll(message, records.partitions().size());
        for (var partition : records.partitions()) {
            lanes.computeIfAbsent(partition, added -> new Lane())
                    .add(new Part(poll, new ArrayDeque<>(records.records(partition))));
        }
    }

    @Override
    public void onError(Throwable failure) {
        LOG.fatal("No more events are taken", failure);
    }

    @Override
    public void onComplete() {}

    /** What one poll has brought, committed when all its partitions' records are worked. */
    private final class Poll {
        private final Message<?> message;
        private final AtomicInteger open;
        private volatile boolean failed;

        Poll(Message<?> message, int partitions) {
            this.message = message;
            this.open = new AtomicInteger(partitions);
        }

        /** Not committed, so it comes again after the next start. */
        void fail() {
            failed = true;
        }

        void partWorked() {
            if (open.decrementAndGet() == 0) {
                if (!failed) {
                    message.ack();
                }
                var running = subscription;
                if (running != null) {
                    running.request(1);
                }
            }
        }
    }

    /** What one poll has brought of one partition, less what is being worked. */
    private record Part(Poll poll, Queue<ConsumerRecord<byte[], byte[]>> records) {}

    /** The records of one partition. */
    private final class Lane {
        private final ArrayDeque<Part> waiting = new ArrayDeque<>();
        private boolean working;

        void add(Part part) {
            synchronized (this) {
                waiting.add(part);
                if (working) {
                    return;
                }
                working = true;
            }
            workNext();
        }

        /** A loop and no recursion: groups that concern nobody end before their subscription returns. */
        private void workNext() {
            boolean ended;
            do {
                var group = next();
                if (group.records().isEmpty()) {
                    return;
                }
                var secondHere = new AtomicBoolean(); // the group's end or the return from its subscription
                work(group).subscribe().with(done -> {
                    if (secondHere.getAndSet(true)) {
                        workNext();
                    }
                });
                ended = secondHere.getAndSet(true);
            } while (ended);
        }

        private Uni<Void> work(Group group) {
            return receiver.receive(group.records())
                    .onFailure()
                    .invoke(() -> group.parts().forEach(part -> part.poll().fail()))
                    .onFailure() // never the end of its lane
                    .recoverWithNull()
                    .invoke(() -> group.parts().stream()
                            .filter(part -> !part.equals(group.unfinished()))
                            .forEach(part -> part.poll().partWorked()));
        }

        private synchronized Group next() {
            var records = new ArrayList<ConsumerRecord<byte[], byte[]>>();
            var parts = new ArrayList<Part>();
            while (records.size() < together && !waiting.isEmpty()) {
                var part = waiting.element();
                parts.add(part);
                while (records.size() < together && !part.records().isEmpty()) {
                    records.add(part.records().remove());
                }
                if (part.records().isEmpty()) {
                    waiting.remove();
                }
            }
            working = !records.isEmpty();
            return new Group(records, parts, waiting.peek());
        }
    }

    /** Records worked together, the parts they are of, and the part that may have more of them. */
    private record Group(
            List<ConsumerRecord<byte[], byte[]>> records,
            List<Part> parts,
            @Nullable Part unfinished) {}

    @SuppressWarnings("unchecked")
    private static ConsumerRecords<byte[], byte[]> records(Message<?> message) {
        return message.getMetadata(IncomingKafkaRecordBatchMetadata.class)
                .map(IncomingKafkaRecordBatchMetadata::getRecords)
                .orElseThrow();
    }
}
