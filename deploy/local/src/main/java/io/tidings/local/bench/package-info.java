/** Measurements of the running suite; a new one is a class that implements {@link io.tidings.local.bench.Bench}. */
@NullMarked
package io.tidings.local.bench;

import org.jspecify.annotations.NullMarked;
