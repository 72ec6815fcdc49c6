package io.tidings.messaging;

import static io.restassured.RestAssured.given;
import static io.tidings.testkit.infra.Patience.await;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.Matchers.equalTo;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.arc.Arc;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.tidings.messaging.consent.application.RecordConsent;
import io.tidings.messaging.consent.domain.ConsentPurpose;
import io.tidings.messaging.consent.domain.Decision;
import io.tidings.messaging.message.domain.MessageSource;
import io.tidings.messaging.message.domain.Purpose;
import io.tidings.messaging.send.application.RequestSend;
import io.tidings.messaging.send.application.RequestSend.Content.Templated;
import io.tidings.messaging.send.application.RequestSend.Recipient.OfPhone;
import io.tidings.runtime.tenancy.TenantId;
import io.tidings.runtime.value.PhoneNumber;
import io.tidings.testkit.infra.Database;
import io.tidings.testkit.infra.Patience;
import io.tidings.testkit.infra.Tokens;
import org.jspecify.annotations.Nullable;

import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A tenant with a business number, seen from outside and from its database. */
public record Shop(UUID tenant, String phoneNumberId) {
    public static final String APP_SECRET = "test-app-secret";

    /** A new one, its number taking {@code perSecond} messages a second. */
    public static Shop open(int perSecond) {
        var tenant = Database.knownTenant("Europe/Madrid");
        var id = digits(15);
        given().header("Authorization", "Bearer " + Tokens.ofTenant("messaging", tenant, "*"))
                .contentType("application/json")
                .body(Map.of(
                        "phone_number_id",
                        id,
                        "display_phone_number",
                        "+34 911 222 333",
                        "access_token",
                        "EAAG-test-token",
                        "messages_per_second",
                        perSecond))
                .post("/api/v1/phone-numbers")
                .then()
                .statusCode(201);
        return new Shop(tenant, id);
    }

    public static Shop open() {
        return open(1000);
    }

    /** Digits of a Spanish mobile nobody else in the tests has. */
    public static String somebody() {
        return "346" + digits(8);
    }

    private static String digits(int count) {
        var random = ThreadLocalRandom.current();
        return random.ints(count, 1, 10).mapToObj(Integer::toString).reduce("", String::concat);
    }

    public TenantId id() {
        return new TenantId(tenant);
    }

    /** Asks for a shipping notice and answers the message's id. */
    public UUID notify(RequestSend requestSend, String to) {
        return send(requestSend, to, Purpose.TRANSACTIONAL, null);
    }

    public UUID send(RequestSend requestSend, String to, Purpose purpose, @Nullable MessageSource source) {
        var content = purpose == Purpose.MARKETING
                ? new Templated("drip_step", List.of("Ana", "Hello"))
                : new Templated("shipping_notification", List.of("Ana", "#1", "DHL", "T1"));
        return requestSend
                .handle(new RequestSend.Command(
                        id(),
                        purpose,
                        new OfPhone(new PhoneNumber("+" + to), "Ana"),
                        content,
                        "test:" + UUID.randomUUID(),
                        source))
                .await()
                .atMost(Patience.LIMIT)
                .orElseThrow();
    }

    public void consent(RecordConsent recordConsent, String to, ConsentPurpose purpose, Decision decision) {
        recordConsent
                .handle(new RecordConsent.Command(id(), contact(to), Set.of(purpose), decision, "test", null))
                .await()
                .atMost(Patience.LIMIT);
    }

    /** A lead told by API. */
    public UUID lead() {
        return UUID.fromString(given().header("Authorization", "Bearer " + Tokens.ofTenant("messaging", tenant, "*"))
                .contentType("application/json")
                .body(Map.of("phone", "+" + somebody(), "name", "Luis"))
                .post("/api/v1/leads")
                .then()
                .statusCode(201)
                .extract()
                .path("id"));
    }

    /** Marketing goes at any hour, whenever the test runs. */
    public void speaksAtAnyHour() {
        Database.update(
                "update tenant_profiles set quiet_start = '00:00', quiet_end = '00:00' where tenant_id = ?", tenant);
    }

    /** phone_numbers.id of the business number. */
    public UUID number() {
        return UUID.fromString(Database.column(
                        "select id from phone_numbers where tenant_id = ? and phone_number_id = ?",
                        tenant,
                        phoneNumberId)
                .getFirst());
    }

    public UUID contact(String digits) {
        return UUID.fromString(
                Database.column("select id from contacts where tenant_id = ? and phone = ?", tenant, "+" + digits)
                        .getFirst());
    }

    public String status(UUID message) {
        return column("status", message);
    }

    /** Waits until the message itself tells that it was refused for {@code code}. */
    public void showsRefusal(UUID message, String code) {
        await().untilAsserted(() -> shown(message)
                .body("status", equalTo("refused"))
                .body("verdict.code", equalTo(code))
                .body("history[-1].code", equalTo(code)));
    }

    /** Waits until the message itself tells that it ended in {@code status} for {@code code}. */
    public void showsEnd(UUID message, String status, String code) {
        await().untilAsserted(() -> shown(message)
                .body("status", equalTo(status))
                .body("error.code", equalTo(code))
                .body("history[-1].code", equalTo(code)));
    }

    private ValidatableResponse shown(UUID message) {
        return Api.as(tenant).get("/api/v1/messages/" + message).then().statusCode(200);
    }

    public String column(String name, UUID message) {
        return Database.column("select " + name + " from messages where tenant_id = ? and id = ?", tenant, message)
                .getFirst();
    }

    /** Statuses of the message's history, in order. */
    public List<String> history(UUID message) {
        return Database.column(
                "select status from message_statuses where tenant_id = ? and message_id = ? order by id",
                tenant,
                message);
    }

    /** Due rows of this tenant. */
    public long due() {
        return Database.count("select count(*) from due_work where tenant_id = ?", tenant);
    }

    /** Waits until nothing is due, and no call's outcome is still to be recorded. */
    public void settle() {
        await().until(this::due, due -> due == 0);
        var calls = Arc.container()
                .instance(MeterRegistry.class)
                .get()
                .get("tidings.dispatch.in.flight")
                .gauge();
        await().until(() -> calls.value() == 0);
    }

    /** A webhook of one status. */
    public Response status(String wamid, String status, @Nullable UUID message, String extra) {
        var opaque = message == null ? "" : ",\"biz_opaque_callback_data\":\"%s:%s\"".formatted(tenant, message);
        return webhook("{\"statuses\":[{\"id\":\"%s\",\"status\":\"%s\",\"recipient_id\":\"1\"%s%s}]"
                .formatted(wamid, status, opaque, extra));
    }

    /** A webhook of one text message; answers its wamid. */
    public String says(String from, String text) {
        var wamid = "wamid.in." + UUID.randomUUID();
        says(from, text, wamid).then().statusCode(200);
        return wamid;
    }

    public Response says(String from, String text, String wamid) {
        return webhook("""
                {"contacts":[{"wa_id":"%s","profile":{"name":"Ana"}}],
                 "messages":[{"id":"%s","from":"%s","type":"text","text":{"body":"%s"}}]""".formatted(from, wamid, from, text));
    }

    /** A signed webhook with the given content of {@code value}, the opening brace included, the closing one not. */
    public Response webhook(String value) {
        return deliver("""
                {"object":"whatsapp_business_account","entry":[{"id":"1","changes":[{"field":"messages",
                 "value":%s,"metadata":{"phone_number_id":"%s"}}}]}]}""".formatted(value, phoneNumberId));
    }

    /** Any body, signed. */
    public static Response deliver(String body) {
        return deliver(body, "sha256=" + hmac(APP_SECRET, body));
    }

    public static Response deliver(String body, @Nullable String signature) {
        var request = given().header("Authorization", "Bearer " + Tokens.ofWebhook("messaging"))
                .contentType("application/json")
                .body(body.getBytes(UTF_8));
        return (signature == null ? request : request.header("X-Hub-Signature-256", signature))
                .post("/webhooks/whatsapp");
    }

    public static String hmac(String secret, String body) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(body.getBytes(UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
