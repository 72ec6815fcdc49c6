/** Twilio's Messages resource ({@code POST /2010-04-01/Accounts/{AccountSid}/Messages.json}). */
@NullMarked
package io.tidings.messaging.dispatch.adapter.twilio;

import org.jspecify.annotations.NullMarked;
