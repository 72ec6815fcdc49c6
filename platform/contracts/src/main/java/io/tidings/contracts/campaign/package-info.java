/** What campaign-service publishes on {@link io.tidings.contracts.Topics#CAMPAIGN}. */
@NullMarked
package io.tidings.contracts.campaign;

import org.jspecify.annotations.NullMarked;
