/** One-time codes: sent to a phone, checked once, never kept. */
@NullMarked
package io.tidings.messaging.otp;

import org.jspecify.annotations.NullMarked;
