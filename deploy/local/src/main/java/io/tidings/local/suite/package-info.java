/** The running suite: its parts, ports, secrets, processes and clock. Also a library: scenario tests open a {@link io.tidings.local.suite.Suite} of their own. */
@NullMarked
package io.tidings.local.suite;

import org.jspecify.annotations.NullMarked;
