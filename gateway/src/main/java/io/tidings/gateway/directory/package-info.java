/** What the gateway knows of tenants and keys: a read model in memory, fed by the compacted topic, so that no request waits for a look-up. */
@NullMarked
package io.tidings.gateway.directory;

import org.jspecify.annotations.NullMarked;
