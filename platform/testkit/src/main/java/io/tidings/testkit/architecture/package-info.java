/** The rules of the house, each with a canary that breaks it. */
@NullMarked
package io.tidings.testkit.architecture;

import org.jspecify.annotations.NullMarked;
