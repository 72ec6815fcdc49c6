/** Work that falls due: leased rows, claimed with SKIP LOCKED, fair between tenants. */
@NullMarked
package io.tidings.runtime.work;

import org.jspecify.annotations.NullMarked;
