/** Fakes of the platform's ports. */
@NullMarked
package io.tidings.testkit.fake;

import org.jspecify.annotations.NullMarked;
