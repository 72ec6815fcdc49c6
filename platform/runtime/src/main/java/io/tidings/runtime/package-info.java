/** What every service needs and no service owns. Admission: used by three services or more, changes for technical reasons only. */
@NullMarked
package io.tidings.runtime;

import org.jspecify.annotations.NullMarked;
