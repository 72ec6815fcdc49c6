package io.tidings.gateway.resolution;

import org.jspecify.annotations.Nullable;

import java.net.IDN;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Reads a Host field the way a resolver would, or not at all. */
final class HostName {
    private static final int MAX_NAME = 253;
    private static final int MAX_LABEL = 63;

    private HostName() {}

    /**
     * The name in lower-case ASCII, without port and final dot; null for anything that is not host[:port]. An IPv6
     * literal keeps its brackets.
     *
     * @param field the raw field, in which a header decoder has made one char of each byte
     */
    static @Nullable String of(@Nullable String field) {
        if (field == null || field.isEmpty() || field.length() > MAX_NAME + 7) {
            return null;
        }
        String name = withoutPort(field);
        if (name == null) {
            return null;
        }
        if (name.startsWith("[")) {
            return isIpv6Literal(name) ? name.toLowerCase(Locale.ROOT) : null;
        }
        if (name.endsWith(".")) {
            name = name.substring(0, name.length() - 1);
        }
        String ascii = isAscii(name) ? name : fromUnicode(name);
        return ascii != null && isDomain(ascii) ? ascii.toLowerCase(Locale.ROOT) : null;
    }

    private static @Nullable String withoutPort(String field) {
        int bracket = field.lastIndexOf(']');
        int colon = field.indexOf(':', Math.max(bracket, 0));
        if (colon < 0) {
            return field;
        }
        int digits = field.length() - colon - 1;
        if (digits < 1 || digits > 5) {
            return null;
        }
        int port = 0;
        for (int i = colon + 1; i < field.length(); i++) {
            char c = field.charAt(i);
            if (c < '0' || c > '9') {
                return null;
            }
            port = port * 10 + (c - '0');
        }
        return port >= 1 && port <= 65535 ? field.substring(0, colon) : null;
    }

    /** Browsers send punycode; what comes in raw is UTF-8 that was read as Latin-1. */
    private static @Nullable String fromUnicode(String name) {
        try {
            String decoded = new String(name.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
            return IDN.toASCII(decoded, IDN.USE_STD3_ASCII_RULES);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static boolean isDomain(String name) {
        if (name.isEmpty() || name.length() > MAX_NAME) {
            return false;
        }
        int labelStart = 0;
        for (int i = 0; i <= name.length(); i++) {
            if (i == name.length() || name.charAt(i) == '.') {
                if (!isLabel(name, labelStart, i)) {
                    return false;
                }
                labelStart = i + 1;
            }
        }
        return true;
    }

    private static boolean isLabel(String name, int from, int to) {
        if (to == from || to - from > MAX_LABEL || name.charAt(from) == '-' || name.charAt(to - 1) == '-') {
            return false;
        }
        for (int i = from; i < to; i++) {
            char c = name.charAt(i);
            boolean accepted = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '-';
            if (!accepted) {
                return false;
            }
        }
        return true;
    }

    private static boolean isIpv6Literal(String name) {
        if (!name.endsWith("]")) {
            return false;
        }
        for (int i = 1; i < name.length() - 1; i++) {
            if (Character.digit(name.charAt(i), 16) < 0 && name.charAt(i) != ':' && name.charAt(i) != '.') {
                return false;
            }
        }
        return name.length() > 4;
    }

    private static boolean isAscii(String name) {
        for (int i = 0; i < name.length(); i++) {
            if (name.charAt(i) >= 0x80) {
                return false;
            }
        }
        return true;
    }
}
