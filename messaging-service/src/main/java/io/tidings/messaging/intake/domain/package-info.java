/** What people write to the business, and the words that stop or resume its messages. */
@NullMarked
package io.tidings.messaging.intake.domain;

import org.jspecify.annotations.NullMarked;
