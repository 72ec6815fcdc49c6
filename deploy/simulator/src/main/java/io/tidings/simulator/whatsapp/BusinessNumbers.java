package io.tidings.simulator.whatsapp;

import io.tidings.simulator.journal.Journal;
import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The business numbers and their tokens. A number nobody registered is taken over by the first call that uses it, with
 * the token that call brings, unless strict mode is on. Each change is journaled, so that a restart knows it.
 */
final class BusinessNumbers {

    private final Journal journal;
    private final Map<String, BusinessNumber> numbers = new LinkedHashMap<>();

    BusinessNumbers(Journal journal) {
        this.journal = journal;
    }

    /** The number in the path of a call, when the bearer token is its own. */
    BusinessNumber authorise(String phoneNumberId, @Nullable String authorization, boolean strict) {
        if (authorization == null || !authorization.regionMatches(true, 0, "Bearer ", 0, 7)) {
            throw CloudApiError.token("Invalid OAuth access token - Cannot parse access token");
        }
        var token = authorization.substring(7).strip();
        if (token.isEmpty()) {
            throw CloudApiError.token("Invalid OAuth access token - Cannot parse access token");
        }
        var sha256 = sha256(token);
        var known = numbers.get(phoneNumberId);
        if (known == null) {
            if (strict || !isId(phoneNumberId)) {
                throw CloudApiError.unknownObject(phoneNumberId);
            }
            return register(phoneNumberId, null, null, sha256);
        }
        if (known.tokenSha256() == null) {
            return save(known.withToken(sha256));
        }
        if (!MessageDigest.isEqual(
                known.tokenSha256().getBytes(StandardCharsets.US_ASCII), sha256.getBytes(StandardCharsets.US_ASCII))) {
            throw CloudApiError.token("Error validating access token: Session does not match current stored session");
        }
        return known;
    }

    /** The number a person writes to; one that nobody has used yet gets its token from its first call. */
    BusinessNumber writtenTo(String phoneNumberId) {
        var known = numbers.get(phoneNumberId);
        return known != null ? known : register(phoneNumberId, null, null, null);
    }

    BusinessNumber registerWithToken(
            String phoneNumberId, @Nullable String displayPhoneNumber, @Nullable String wabaId, String token) {
        return register(phoneNumberId, displayPhoneNumber, wabaId, sha256(token));
    }

    private BusinessNumber register(
            String phoneNumberId,
            @Nullable String displayPhoneNumber,
            @Nullable String wabaId,
            @Nullable String tokenSha256) {
        int hash = Math.floorMod(phoneNumberId.hashCode(), 10_000_000);
        var display = displayPhoneNumber == null ? "1555%07d".formatted(hash) : displayPhoneNumber;
        var waba = wabaId == null ? "10284%010d".formatted(hash) : wabaId;
        return save(new BusinessNumber(phoneNumberId, display, waba, tokenSha256));
    }

    private BusinessNumber save(BusinessNumber number) {
        numbers.put(number.phoneNumberId(), number);
        record(number);
        return number;
    }

    private void record(BusinessNumber number) {
        journal.append("whatsapp.number", number::writeTo);
    }

    void restore(BusinessNumber number) {
        numbers.put(number.phoneNumberId(), number);
    }

    /** Writes all numbers down again: they stay registered when the journal is emptied. */
    void recordAll() {
        numbers.values().forEach(this::record);
    }

    Collection<BusinessNumber> all() {
        return numbers.values();
    }

    static boolean isId(String phoneNumberId) {
        return phoneNumberId.matches("[0-9A-Za-z_-]{1,64}");
    }

    private static String sha256(String token) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
