package io.tidings.runtime.event;

import io.smallrye.mutiny.Uni;
import org.apache.kafka.clients.producer.ProducerRecord;

import java.util.List;

/** Sends records and answers when all of them are stored by the brokers; keeps the order of records of one key. */
interface RecordPublisher {
    Uni<Void> publish(List<ProducerRecord<byte[], byte[]>> records);
}
