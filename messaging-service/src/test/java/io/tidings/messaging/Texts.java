package io.tidings.messaging;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.restassured.config.EncoderConfig;
import io.restassured.config.RestAssuredConfig;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.tidings.testkit.infra.Database;
import io.tidings.testkit.infra.Tokens;
import org.jspecify.annotations.Nullable;

import java.net.URLEncoder;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A tenant's sender of text messages, and its provider calling back. */
public record Texts(UUID tenant, UUID sender) {
    public static final String SENDERS = "/api/v1/sms-senders";
    public static final String AUTH_TOKEN = "0123456789abcdef0123456789abcdef";
    public static final String ACCOUNT = "AC" + "0a".repeat(16);
    public static final String PUBLIC_URL = "https://api.tidings.example";

    private static final String FORM = "application/x-www-form-urlencoded";
    private static final RestAssuredConfig AS_WRITTEN = RestAssuredConfig.config()
            .encoderConfig(EncoderConfig.encoderConfig()
                    .encodeContentTypeAs(FORM, ContentType.TEXT)
                    .appendDefaultContentCharsetToContentTypeIfUndefined(false));

    /** A new one that may carry codes and transactional messages. */
    public static Texts open(UUID tenant) {
        return open(tenant, true, true);
    }

    public static Texts open(UUID tenant, boolean otp, boolean transactional) {
        var id = Api.as(tenant)
                .body(body(Map.of("otp", otp, "transactional", transactional)))
                .post(SENDERS)
                .then()
                .statusCode(201)
                .extract()
                .<String>path("id");
        return new Texts(tenant, UUID.fromString(id));
    }

    /** A registration with what may go by SMS. */
    public static Map<String, Object> body(Map<String, Object> fallback) {
        return new HashMap<>(
                Map.of("account_sid", ACCOUNT, "auth_token", AUTH_TOKEN, "from", "+15005550006", "fallback", fallback));
    }

    /** A signed callback of a status of ours. */
    public Response status(UUID message, String status, Map<String, String> more) {
        var form = new HashMap<>(Map.of("MessageSid", ScriptedSms.sid(message), "MessageStatus", status));
        form.putAll(more);
        return call("?message=" + message, form);
    }

    /** Somebody texts; answers the provider's id. */
    public String says(String digits, String text) {
        var sid = "SM" + UUID.randomUUID().toString().replace("-", "");
        says(digits, text, sid, Map.of()).then().statusCode(200);
        return sid;
    }

    public Response says(String digits, String text, String sid, Map<String, String> more) {
        var form = new HashMap<>(Map.of(
                "MessageSid", sid, "SmsStatus", "received", "From", "+" + digits, "To", "+15005550006", "Body", text));
        form.putAll(more);
        return call("", form);
    }

    /** A call signed for the public address. */
    public Response call(String query, Map<String, String> form) {
        return call(query, form, sign(AUTH_TOKEN, PUBLIC_URL + path() + query, form));
    }

    public Response call(String query, Map<String, String> form, @Nullable String signature) {
        return deliver(path() + query, encoded(form), signature);
    }

    public static Response deliver(String path, String body, @Nullable String signature) {
        var request = given().header("Authorization", "Bearer " + Tokens.ofWebhook("messaging"))
                .config(AS_WRITTEN)
                .urlEncodingEnabled(false)
                .contentType(FORM)
                .body(body);
        return (signature == null ? request : request.header("X-Twilio-Signature", signature)).post(path);
    }

    public String path() {
        return "/webhooks/twilio/" + sender;
    }

    public static String sign(String token, String url, Map<String, String> form) {
        var signed = new StringBuilder(url);
        new TreeMap<>(form).forEach((name, value) -> signed.append(name).append(value));
        try {
            var mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(token.getBytes(UTF_8), "HmacSHA1"));
            return Base64.getEncoder()
                    .encodeToString(mac.doFinal(signed.toString().getBytes(UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    public static String encoded(Map<String, String> form) {
        return form.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), UTF_8))
                .collect(Collectors.joining("&"));
    }

    /** As if the time had come to look whether the message arrived. */
    public void timeIsUp() {
        Database.update(
                "update due_work set due_at = now() - interval '1 second' where tenant_id = ? and kind = 'sms-fallback'",
                tenant);
    }

    /** Looks at messages on WhatsApp that wait for their time. */
    public long standingBy() {
        return Database.count("select count(*) from due_work where tenant_id = ? and kind = 'sms-fallback'", tenant);
    }

    /** Texts sent instead of the message on WhatsApp, one at most. */
    public List<UUID> insteadOf(UUID message) {
        return Database.column("select id from messages where tenant_id = ? and instead_of = ?", tenant, message)
                .stream()
                .map(UUID::fromString)
                .toList();
    }
}
