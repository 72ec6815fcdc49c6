/** WhatsApp Cloud API, as far as a sender of text, template and interactive messages can tell. */
@NullMarked
package io.tidings.simulator.whatsapp;

import org.jspecify.annotations.NullMarked;
