/** What the simulator's own endpoints share: JSON, request fields, refusals. */
@NullMarked
package io.tidings.simulator.http;

import org.jspecify.annotations.NullMarked;
