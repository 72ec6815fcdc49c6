@NullMarked
package io.tidings.simulator;

import org.jspecify.annotations.NullMarked;
