/** The interface described: one OpenAPI document of all services, and a viewer for it. */
@NullMarked
package io.tidings.gateway.openapi;

import org.jspecify.annotations.NullMarked;
