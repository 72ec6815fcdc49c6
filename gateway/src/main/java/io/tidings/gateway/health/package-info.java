/** Whether the gateway, and the suite behind it, can work. */
@NullMarked
package io.tidings.gateway.health;

import org.jspecify.annotations.NullMarked;
