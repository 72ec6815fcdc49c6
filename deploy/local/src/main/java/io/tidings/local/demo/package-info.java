/** The main story, told step by step against the running suite. */
@NullMarked
package io.tidings.local.demo;

import org.jspecify.annotations.NullMarked;
