/** The internal token that services accept instead of the caller's credential. */
@NullMarked
package io.tidings.gateway.token;

import org.jspecify.annotations.NullMarked;
