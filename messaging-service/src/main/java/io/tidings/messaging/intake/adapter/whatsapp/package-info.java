/** WhatsApp Cloud API, the receiving half: handshake, signature, statuses and messages. */
@NullMarked
package io.tidings.messaging.intake.adapter.whatsapp;

import org.jspecify.annotations.NullMarked;
