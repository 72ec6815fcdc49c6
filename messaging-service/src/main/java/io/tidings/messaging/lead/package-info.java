/** People who may become customers. */
@NullMarked
package io.tidings.messaging.lead;

import org.jspecify.annotations.NullMarked;
