/** Stored webhooks and inbound messages. */
@NullMarked
package io.tidings.messaging.intake.adapter.persistence;

import org.jspecify.annotations.NullMarked;
