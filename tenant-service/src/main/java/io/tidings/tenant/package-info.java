/** Tenants and the API keys that speak for them; tells the gateway's directory and all services who exists. */
@NullMarked
package io.tidings.tenant;

import org.jspecify.annotations.NullMarked;
