/** The talk with one contact over one business number, and how long free text is allowed in it. */
@NullMarked
package io.tidings.messaging.conversation;

import org.jspecify.annotations.NullMarked;
