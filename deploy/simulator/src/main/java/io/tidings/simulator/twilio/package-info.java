/** Twilio's Messages resource, its status callbacks, and people who text. */
@NullMarked
package io.tidings.simulator.twilio;

import org.jspecify.annotations.NullMarked;
