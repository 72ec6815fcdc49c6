/** How often a caller may call. */
@NullMarked
package io.tidings.gateway.limits;

import org.jspecify.annotations.NullMarked;
