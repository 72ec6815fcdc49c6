package io.tidings.simulator.twilio;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tidings.simulator.http.Outbound;
import io.tidings.simulator.journal.Journal;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;

import java.net.URI;
import java.net.URLEncoder;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Calls the suite, form-encoded and signed: {@code X-Twilio-Signature} is base64 of HMAC-SHA1 with the auth token over the
 * address and each field, name and value, in the order of the names. Tried six times, 100 ms to 1.6 s apart.
 */
final class Callbacks {
    private static final String ALGORITHM = "HmacSHA1";
    private static final Duration DEADLINE = Duration.ofSeconds(10);
    private static final int ATTEMPTS = 6;
    private static final long FIRST_PAUSE_MS = 100;

    private final Vertx vertx;
    private final Outbound outbound;
    private final Journal journal;
    private final Accounts accounts;

    Callbacks(Vertx vertx, Outbound outbound, Journal journal, Accounts accounts) {
        this.vertx = vertx;
        this.outbound = outbound;
        this.journal = journal;
        this.accounts = accounts;
    }

    /** @param what told, for the journal */
    void send(String account, URI url, Map<String, String> form, String what) {
        attempt(account, url, new TreeMap<>(form), what, 1);
    }

    private void attempt(String account, URI url, TreeMap<String, String> form, String what, int number) {
        var token = accounts.token(account);
        var headers = MultiMap.caseInsensitiveMultiMap()
                .add("Content-Type", "application/x-www-form-urlencoded; charset=UTF-8")
                .add("User-Agent", "TwilioProxy/1.1")
                .add("X-Twilio-Signature", signature(token == null ? "" : token, url, form));
        outbound.post(url, headers, encoded(form), DEADLINE).onComplete(done -> {
            var taken = done.succeeded() && done.result().ok();
            var answer = done.succeeded() ? Integer.toString(done.result().status()) : Outbound.reason(done.cause());
            journal.append("twilio.callback", json -> {
                json.writeStringField("outcome", taken ? "acknowledged" : number < ATTEMPTS ? "failed" : "given_up");
                json.writeStringField("answer", answer);
                json.writeNumberField("attempt", number);
                json.writeStringField("sid", form.get("MessageSid"));
                json.writeStringField("what", what);
            });
            if (!taken && number < ATTEMPTS) {
                vertx.setTimer(FIRST_PAUSE_MS << (number - 1), fired -> attempt(account, url, form, what, number + 1));
            }
        });
    }

    static String signature(String token, URI url, TreeMap<String, String> form) {
        var signed = new StringBuilder(url.toString());
        form.forEach((name, value) -> signed.append(name).append(value));
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec((token.isEmpty() ? "none" : token).getBytes(UTF_8), ALGORITHM));
            return Base64.getEncoder()
                    .encodeToString(mac.doFinal(signed.toString().getBytes(UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] encoded(Map<String, String> form) {
        return form.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), UTF_8))
                .collect(Collectors.joining("&"))
                .getBytes(UTF_8);
    }
}
