/** The conversations as a phone shows them, and the page that shows them. */
@NullMarked
package io.tidings.simulator.chat;

import org.jspecify.annotations.NullMarked;
