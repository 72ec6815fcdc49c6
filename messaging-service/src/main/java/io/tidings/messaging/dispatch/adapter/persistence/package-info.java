/** The dispatcher's statements. */
@NullMarked
package io.tidings.messaging.dispatch.adapter.persistence;

import org.jspecify.annotations.NullMarked;
