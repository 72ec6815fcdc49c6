/** The gateway's own refusals, as RFC 9457 problems. */
@NullMarked
package io.tidings.gateway.problem;

import org.jspecify.annotations.NullMarked;
