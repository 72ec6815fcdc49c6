/** How far a talk got. */
@NullMarked
package io.tidings.messaging.conversation.domain;

import org.jspecify.annotations.NullMarked;
