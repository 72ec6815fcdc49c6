/** Which request targets are accepted and which service owns them. */
@NullMarked
package io.tidings.gateway.routing;

import org.jspecify.annotations.NullMarked;
