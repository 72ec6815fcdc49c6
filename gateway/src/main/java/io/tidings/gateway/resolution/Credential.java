package io.tidings.gateway.resolution;

import org.jspecify.annotations.Nullable;

/** What a request brought to identify itself, before anything was looked up. */
public sealed interface Credential {

    /** Nothing. */
    record None() implements Credential {}

    /** Something, but nothing that can be a credential of ours, or two that differ. */
    record Unusable() implements Credential {}

    /** A key whose form and checksum are right. */
    record ApiKey(String secret) implements Credential {}

    /** What claims to be the operator's key. */
    record OperatorKey(String secret) implements Credential {}

    /** What has the form of an access token of the login service. */
    record AccessToken(String jwt) implements Credential {}

    Credential NONE = new None();
    Credential UNUSABLE = new Unusable();

    /**
     * Reads {@code X-API-Key} and {@code Authorization: Bearer}.
     *
     * @param apiKey the field's value, null when absent
     * @param authorization the field's value, null when absent
     */
    static Credential of(@Nullable String apiKey, @Nullable String authorization) {
        if (authorization == null) {
            return apiKey == null ? NONE : ofSecret(apiKey);
        }
        if (!authorization.regionMatches(true, 0, "Bearer ", 0, 7)) {
            return UNUSABLE;
        }
        String bearer = authorization.substring(7).trim();
        return apiKey == null || apiKey.equals(bearer) ? ofSecret(bearer) : UNUSABLE;
    }

    private static Credential ofSecret(String secret) {
        if (secret.startsWith(ApiKeyFormat.OPERATOR_PREFIX)) {
            return new OperatorKey(secret);
        }
        if (secret.startsWith("eyJ")) {
            return new AccessToken(secret);
        }
        return ApiKeyFormat.isValid(secret) ? new ApiKey(secret) : UNUSABLE;
    }
}
