/** Invoices from draft to payment, and the reminders that ask for it. */
@NullMarked
package io.tidings.billing;

import org.jspecify.annotations.NullMarked;
