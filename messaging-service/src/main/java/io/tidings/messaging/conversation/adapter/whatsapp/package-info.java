/** Talks and the Cloud API: read receipts and media. */
@NullMarked
package io.tidings.messaging.conversation.adapter.whatsapp;

import org.jspecify.annotations.NullMarked;
