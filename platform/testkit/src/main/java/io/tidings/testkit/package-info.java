/** What the tests of all services share. */
@NullMarked
package io.tidings.testkit;

import org.jspecify.annotations.NullMarked;
