/** The customer service window. */
@NullMarked
package io.tidings.messaging.conversation.adapter.persistence;

import org.jspecify.annotations.NullMarked;
