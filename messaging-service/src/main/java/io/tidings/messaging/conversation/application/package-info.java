/** The customer service window. */
@NullMarked
package io.tidings.messaging.conversation.application;

import org.jspecify.annotations.NullMarked;
