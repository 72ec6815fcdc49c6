/** The injected clock and its offset. */
@NullMarked
package io.tidings.runtime.time;

import org.jspecify.annotations.NullMarked;
