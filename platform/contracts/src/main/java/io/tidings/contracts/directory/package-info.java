/** The compacted state topic {@link io.tidings.contracts.Topics#DIRECTORY}: who may come in. Values are states, not events. */
@NullMarked
package io.tidings.contracts.directory;

import org.jspecify.annotations.NullMarked;
