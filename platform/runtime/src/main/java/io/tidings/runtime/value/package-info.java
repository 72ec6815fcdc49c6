/** Values of every domain: ids, money, phones. */
@NullMarked
package io.tidings.runtime.value;

import org.jspecify.annotations.NullMarked;
