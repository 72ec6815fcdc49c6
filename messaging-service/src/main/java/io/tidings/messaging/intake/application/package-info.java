/** Takes what the provider tells us: stored before it is answered, worked after. */
@NullMarked
package io.tidings.messaging.intake.application;

import org.jspecify.annotations.NullMarked;
