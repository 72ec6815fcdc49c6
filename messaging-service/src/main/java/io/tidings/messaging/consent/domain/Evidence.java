package io.tidings.messaging.consent.domain;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tidings.runtime.problem.Refusal;
import org.jspecify.annotations.Nullable;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/** What proves a decision: the page of the form, an address, the id of a call. At most 20 texts of up to 500 characters. */
public record Evidence(Map<String, String> facts) {
    /** None. */
    public static final Evidence NONE = new Evidence(Map.of());

    private static final int MOST = 20;
    private static final int LONGEST = 500;

    public Evidence {
        facts = Map.copyOf(facts);
    }

    /** Reads what a caller sent; refuses {@code consent.evidence}. */
    public static Evidence read(@Nullable Map<String, String> facts) {
        if (facts == null) {
            return NONE;
        }
        var isFit = facts.size() <= MOST
                && facts.entrySet().stream()
                        .allMatch(fact -> fact.getKey().matches("[a-z][a-z0-9_]{0,49}")
                                && fact.getValue() != null
                                && fact.getValue().length() <= LONGEST);
        if (!isFit) {
            throw new Unfit();
        }
        return new Evidence(facts);
    }

    /** SHA-256 of {@code key=value} lines in the order of their keys, in hex; null when there is nothing. */
    public @Nullable String digest() {
        if (facts.isEmpty()) {
            return null;
        }
        var text = new StringBuilder();
        new TreeMap<>(facts)
                .forEach((key, value) ->
                        text.append(key).append('=').append(value).append('\n'));
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256")
                            .digest(text.toString().getBytes(UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Too much, or not named well. */
    static final class Unfit extends Refusal {
        Unfit() {
            super(
                    Kind.INVALID,
                    "consent.evidence",
                    "evidence takes up to 20 keys of a-z, 0-9 and _, with texts of up to 500 characters");
        }
    }
}
