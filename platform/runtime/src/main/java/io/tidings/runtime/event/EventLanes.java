package io.tidings.runtime.event;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import io.smallrye.reactive.messaging.kafka.api.IncomingKafkaRecordMetadata;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/**
 * Takes records off Kafka: those of one partition one after the other, partitions side by side. A record that waits, for
 * the news of its tenant on another topic for one, holds up its own partition and not that news.
 */
@Singleton
class EventLanes {
    private static final Logger LOG = Logger.getLogger(EventLanes.class);
    /** Records taken and not yet worked. Several polls of 200, so that one waiting partition cannot fill it at once. */
    private static final int WAITING = 2_000;

    private static final int PARTITIONS = 1_024;

    private final Multi<Message<byte[]>> events;
    private final EventReceiver receiver;

    @Nullable
    private Cancellable running;

    EventLanes(@Channel("events") Multi<Message<byte[]>> events, EventReceiver receiver) {
        this.events = events;
        this.receiver = receiver;
    }

    void start(@Observes StartupEvent start) {
        running = events.group()
                .by(message -> partition(record(message)), WAITING)
                .onItem()
                .transformToMulti(lane -> lane.onItem().transformToUniAndConcatenate(this::take))
                .merge(PARTITIONS)
                .subscribe()
                .with(done -> {}, failure -> LOG.fatal("No more events are taken", failure));
    }

    void stop(@Observes ShutdownEvent end) {
        if (running != null) {
            running.cancel();
        }
    }

    private Uni<Void> take(Message<byte[]> message) {
        return receiver.receive(record(message))
                .chain(() -> Uni.createFrom().completionStage(message.ack()))
                .onFailure() // not committed, so it comes again after the next start; never the end of its lane
                .recoverWithNull();
    }

    private static TopicPartition partition(ConsumerRecord<byte[], byte[]> record) {
        return new TopicPartition(record.topic(), record.partition());
    }

    @SuppressWarnings("unchecked")
    private static ConsumerRecord<byte[], byte[]> record(Message<byte[]> message) {
        return message.getMetadata(IncomingKafkaRecordMetadata.class)
                .map(IncomingKafkaRecordMetadata::getRecord)
                .orElseThrow();
    }
}
