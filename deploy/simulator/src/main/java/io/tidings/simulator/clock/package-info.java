/** The suite's movable clock, as far as a provider must follow it. */
@NullMarked
package io.tidings.simulator.clock;

import org.jspecify.annotations.NullMarked;
