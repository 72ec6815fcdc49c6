package io.tidings.tenant.key.domain;

import io.tidings.runtime.problem.Refusal;

import java.util.List;

/**
 * Where a key may come from: CIDR blocks such as {@code 203.0.113.0/24} or {@code 2001:db8::/32}, an address alone for
 * itself; none for anywhere. Only literals are taken: nothing is ever looked up.
 */
public record Networks(List<String> values) {
    private static final String V4 = "(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])";
    private static final String V4_BLOCK = V4 + "(?:\\." + V4 + "){3}(?:/(?:3[0-2]|[12]?[0-9]))?";
    private static final String V6_BLOCK = "[0-9a-f:]{2,39}(?:/(?:12[0-8]|1[01][0-9]|[1-9]?[0-9]))?";

    /** Refuses what is no block ({@code api-key.allowed-networks}). */
    public Networks {
        values = values.stream().distinct().toList();
        if (!values.stream().allMatch(Networks::isBlock)) {
            throw new Malformed();
        }
    }

    private static boolean isBlock(String text) {
        return text.matches(V4_BLOCK) || (text.matches(V6_BLOCK) && isV6(text.replaceFirst("/.*", "")));
    }

    private static boolean isV6(String address) {
        var gap = address.indexOf("::");
        if (gap < 0) {
            return groups(address) == 8;
        }
        var before = groups(address.substring(0, gap));
        var after = groups(address.substring(gap + 2));
        return before >= 0 && after >= 0 && before + after < 8;
    }

    /** How many groups of one to four hexadecimal digits; -1 when it is something else. */
    private static int groups(String text) {
        if (text.isEmpty()) {
            return 0;
        }
        return text.matches("[0-9a-f]{1,4}(?::[0-9a-f]{1,4})*") ? text.split(":", -1).length : -1;
    }

    /** Not a block of addresses. */
    public static final class Malformed extends Refusal {
        Malformed() {
            super(
                    Kind.INVALID,
                    "api-key.allowed-networks",
                    "Networks look like 203.0.113.0/24 or 2001:db8::/32, in lower case");
        }
    }
}
