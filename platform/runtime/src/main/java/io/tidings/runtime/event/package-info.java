/** Outbox and relay, inbox and receiver, CloudEvents over Kafka, dead letters. */
@NullMarked
package io.tidings.runtime.event;

import org.jspecify.annotations.NullMarked;
