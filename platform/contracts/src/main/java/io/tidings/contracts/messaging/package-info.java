/** What messaging-service publishes on {@link io.tidings.contracts.Topics#MESSAGING}. */
@NullMarked
package io.tidings.contracts.messaging;

import org.jspecify.annotations.NullMarked;
