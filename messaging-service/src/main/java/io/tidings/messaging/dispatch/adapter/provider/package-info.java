/** One attempt over HTTP, the same for every provider. */
@NullMarked
package io.tidings.messaging.dispatch.adapter.provider;

import org.jspecify.annotations.NullMarked;
