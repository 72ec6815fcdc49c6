/** What billing-service publishes on {@link io.tidings.contracts.Topics#BILLING}. */
@NullMarked
package io.tidings.contracts.billing;

import org.jspecify.annotations.NullMarked;
