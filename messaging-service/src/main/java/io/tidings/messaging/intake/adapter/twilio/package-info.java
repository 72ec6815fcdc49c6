/** What Twilio tells of text messages: statuses of ours, and what people text. */
@NullMarked
package io.tidings.messaging.intake.adapter.twilio;

import org.jspecify.annotations.NullMarked;
