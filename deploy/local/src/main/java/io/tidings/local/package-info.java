/** The launcher behind {@code ./tidings}: the whole suite on one machine, as processes of its own, without Docker. */
@NullMarked
package io.tidings.local;

import org.jspecify.annotations.NullMarked;
