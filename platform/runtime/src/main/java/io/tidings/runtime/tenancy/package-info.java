/** Tenants as arguments, and the two locks on their data: row-level security and the predicate. */
@NullMarked
package io.tidings.runtime.tenancy;

import org.jspecify.annotations.NullMarked;
