/** CSV as RFC 4180 has it, and as spreadsheets write it. */
@NullMarked
package io.tidings.messaging.contactfile.adapter.csv;

import org.jspecify.annotations.NullMarked;
