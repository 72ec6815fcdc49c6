package io.tidings.messaging.otp.domain;

import io.tidings.runtime.problem.Refusal;

import java.util.Map;

/** Why a code is not sent or not checked at this time; each tells after how many seconds to come back. */
public abstract sealed class NotNow extends Refusal {
    private NotNow(String code, String message, long retryAfter) {
        super(Kind.OVER_LIMIT, code, message, Map.of("retry_after", Math.max(1, retryAfter)));
    }

    /** The phone had a code a moment ago. */
    public static final class TooSoon extends NotNow {
        public TooSoon(long retryAfter) {
            super("otp.too-soon", "The phone was sent a code a moment ago", retryAfter);
        }
    }

    /** The phone had its codes for today. */
    public static final class DestinationLimit extends NotNow {
        public DestinationLimit(long retryAfter) {
            super("otp.destination-limit", "The phone was sent as many codes as it may be in 24 hours", retryAfter);
        }
    }

    /** Too many wrong codes, over all codes of the phone. */
    public static final class Locked extends NotNow {
        public Locked(long retryAfter) {
            super("otp.locked", "There were too many wrong codes for this phone", retryAfter);
        }
    }

    /** The end user's address asked for as many codes as it may in an hour. */
    public static final class AddressLimit extends NotNow {
        public AddressLimit(long retryAfter) {
            super("otp.address-limit", "The client address has asked for too many codes in this hour", retryAfter);
        }
    }

    /** The block of numbers was sent as many codes as it may in an hour. */
    public static final class PrefixLimit extends NotNow {
        public PrefixLimit(long retryAfter) {
            super("otp.prefix-limit", "Too many codes went to this dialling prefix in this hour", retryAfter);
        }
    }

    /** The tenant has sent as many codes as it may in an hour. */
    public static final class TenantLimit extends NotNow {
        public TenantLimit(long retryAfter) {
            super("otp.tenant-limit", "The tenant has sent too many codes in this hour", retryAfter);
        }
    }

    /** Codes to the block of numbers are not used: somebody pumps traffic. */
    public static final class PrefixPaused extends NotNow {
        public PrefixPaused(long retryAfter) {
            super("otp.prefix-paused", "Hardly any code to this dialling prefix was used lately", retryAfter);
        }
    }
}
