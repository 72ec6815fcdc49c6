/** The commands of {@code ./tidings}. */
@NullMarked
package io.tidings.local.cli;

import org.jspecify.annotations.NullMarked;
