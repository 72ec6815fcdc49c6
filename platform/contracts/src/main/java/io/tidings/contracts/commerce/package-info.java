/** What commerce-service publishes on {@link io.tidings.contracts.Topics#COMMERCE}. */
@NullMarked
package io.tidings.contracts.commerce;

import org.jspecify.annotations.NullMarked;
