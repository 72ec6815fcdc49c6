package io.tidings.simulator.twilio;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.jspecify.annotations.Nullable;

import java.util.Base64;
import java.util.HashMap;
import java.util.Map;

/** Accounts and their auth tokens, in memory alone; one nobody registered belongs to the token it is first used with. */
final class Accounts {
    private static final String BASIC = "Basic ";

    private final Map<String, String> tokens = new HashMap<>();

    void register(String account, String token) {
        tokens.put(account, token);
    }

    @Nullable
    String token(String account) {
        return tokens.get(account);
    }

    /** Refuses other credentials than the account's own, as Twilio does: 401, 20003. */
    void authorise(String account, @Nullable String authorization) {
        var given = credentials(authorization);
        if (!given.startsWith(account + ":") || given.length() == account.length() + 1) {
            throw TwilioError.authenticate();
        }
        var token = given.substring(account.length() + 1);
        if (!tokens.computeIfAbsent(account, unknown -> token).equals(token)) {
            throw TwilioError.authenticate();
        }
    }

    private static String credentials(@Nullable String authorization) {
        if (authorization == null || !authorization.startsWith(BASIC)) {
            return "";
        }
        try {
            return new String(Base64.getDecoder().decode(authorization.substring(BASIC.length())), UTF_8);
        } catch (IllegalArgumentException e) {
            return "";
        }
    }
}
