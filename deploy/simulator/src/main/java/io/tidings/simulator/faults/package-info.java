/** Failures on demand, repeatable by seed. */
@NullMarked
package io.tidings.simulator.faults;

import org.jspecify.annotations.NullMarked;
