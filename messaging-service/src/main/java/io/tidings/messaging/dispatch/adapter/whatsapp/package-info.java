/** WhatsApp Cloud API, the sending half ({@code POST /{version}/{phone-number-id}/messages}). */
@NullMarked
package io.tidings.messaging.dispatch.adapter.whatsapp;

import org.jspecify.annotations.NullMarked;
