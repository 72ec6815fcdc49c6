/** What tenant-service publishes on {@link io.tidings.contracts.Topics#TENANT}. */
@NullMarked
package io.tidings.contracts.tenant;

import org.jspecify.annotations.NullMarked;
