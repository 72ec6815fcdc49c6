/** Addresses: whose a request really is, and which networks a key may be used from. */
@NullMarked
package io.tidings.gateway.network;

import org.jspecify.annotations.NullMarked;
