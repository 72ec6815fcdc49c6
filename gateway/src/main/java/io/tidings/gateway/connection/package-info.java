/** Connections of clients, and what happens to those that only hold on to them. */
@NullMarked
package io.tidings.gateway.connection;

import org.jspecify.annotations.NullMarked;
