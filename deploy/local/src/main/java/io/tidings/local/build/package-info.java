/** What is out of date, and the one Maven call that builds it. */
@NullMarked
package io.tidings.local.build;

import org.jspecify.annotations.NullMarked;
