/**
 * Who may be told what, and the telling: contacts and their consent, the numbers a business speaks from, the Send Gate
 * every message passes, and the messages with their reasons.
 */
@NullMarked
package io.tidings.messaging;

import org.jspecify.annotations.NullMarked;
