package io.tidings.gateway.proxy;

import org.jspecify.annotations.Nullable;

import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The W3C trace context of a request.
 *
 * @param traceId 32 lower-case hex digits
 * @param header the {@code traceparent} to pass on
 * @param inherited whether the caller had brought it
 */
public record Trace(String traceId, String header, boolean inherited) {
    private static final int LENGTH = 55;
    private static final HexFormat HEX = HexFormat.of();

    /** Goes on with a valid inbound {@code traceparent}, begins a new trace otherwise. */
    public static Trace of(@Nullable String inbound) {
        if (inbound != null && isValid(inbound)) {
            return new Trace(inbound.substring(3, 35), inbound, true);
        }
        ThreadLocalRandom random = ThreadLocalRandom.current();
        // The last bit keeps both ids from being all zeros, which the specification forbids.
        String traceId = HEX.toHexDigits(random.nextLong()) + HEX.toHexDigits(random.nextLong() | 1);
        String header = "00-" + traceId + "-" + HEX.toHexDigits(random.nextLong() | 1) + "-01";
        return new Trace(traceId, header, false);
    }

    private static boolean isValid(String header) {
        return header.length() == LENGTH
                && header.startsWith("00-")
                && header.charAt(35) == '-'
                && header.charAt(52) == '-'
                && isId(header, 3, 35)
                && isId(header, 36, 52)
                && isHex(header.charAt(53))
                && isHex(header.charAt(54));
    }

    private static boolean isId(String header, int from, int to) {
        boolean nonZero = false;
        for (int i = from; i < to; i++) {
            char c = header.charAt(i);
            if (!isHex(c)) {
                return false;
            }
            nonZero |= c != '0';
        }
        return nonZero;
    }

    private static boolean isHex(char c) {
        return c >= '0' && c <= '9' || c >= 'a' && c <= 'f';
    }
}
