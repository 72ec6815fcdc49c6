/** What is known of a message on its way, and what the provider's answers mean. */
@NullMarked
package io.tidings.messaging.dispatch.domain;

import org.jspecify.annotations.NullMarked;
