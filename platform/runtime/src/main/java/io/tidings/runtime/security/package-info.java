/** The internal token: the only credential a service accepts. */
@NullMarked
package io.tidings.runtime.security;

import org.jspecify.annotations.NullMarked;
