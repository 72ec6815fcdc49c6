/** Questions of ours that wait for an answer. */
@NullMarked
package io.tidings.messaging.question;

import org.jspecify.annotations.NullMarked;
