/** From host and credential to a caller, or to the reason why not. */
@NullMarked
package io.tidings.gateway.resolution;

import org.jspecify.annotations.NullMarked;
