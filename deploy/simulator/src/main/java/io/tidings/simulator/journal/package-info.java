/** The append-only record of what the simulator saw and did, written before it answers. */
@NullMarked
package io.tidings.simulator.journal;

import org.jspecify.annotations.NullMarked;
