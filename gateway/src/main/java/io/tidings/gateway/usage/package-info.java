/** What was called how often by whom, and who was refused where they do not belong: counted here, told in batches. */
@NullMarked
package io.tidings.gateway.usage;

import org.jspecify.annotations.NullMarked;
