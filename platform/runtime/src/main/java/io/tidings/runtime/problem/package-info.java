/** Refusals and the one RFC 9457 body they become. */
@NullMarked
package io.tidings.runtime.problem;

import org.jspecify.annotations.NullMarked;
