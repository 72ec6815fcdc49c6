/** Talks over HTTP. */
@NullMarked
package io.tidings.messaging.conversation.adapter.rest;

import org.jspecify.annotations.NullMarked;
