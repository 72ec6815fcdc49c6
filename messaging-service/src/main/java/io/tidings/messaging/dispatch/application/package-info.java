/** Brings queued messages to the provider: claim, call, record. Nothing is ever sent twice by a machine. */
@NullMarked
package io.tidings.messaging.dispatch.application;

import org.jspecify.annotations.NullMarked;
