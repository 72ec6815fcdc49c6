package io.tidings.messaging.otp;

import static io.restassured.RestAssured.given;
import static io.tidings.testkit.infra.Patience.await;

import io.restassured.response.Response;
import io.tidings.messaging.Api;
import io.tidings.messaging.ScriptedSender;
import io.tidings.messaging.Shop;
import io.tidings.testkit.infra.Database;
import io.tidings.testkit.infra.Tokens;

import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** Codes asked for and checked from outside, for one phone of one tenant. */
record Codes(UUID tenant, String digits) {

    static Codes of(Shop shop) {
        return new Codes(shop.tenant(), Shop.somebody());
    }

    Response send() {
        return send("login", Map.of());
    }

    Response send(String purpose, Map<String, String> more) {
        var body = new HashMap<String, String>(Map.of("phone", "+" + digits, "purpose", purpose));
        body.putAll(more);
        return Api.as(tenant).body(body).post("/api/v1/otp/send");
    }

    Response verify(String code) {
        return verify("login", code);
    }

    Response verify(String purpose, String code) {
        return Api.as(tenant)
                .body(Map.of("phone", "+" + digits, "purpose", purpose, "code", code))
                .post("/api/v1/otp/verify");
    }

    boolean verified(String code) {
        return verify(code).then().statusCode(200).extract().path("verified");
    }

    Response withTestKey(String operation, String phone, Map<String, String> more) {
        var body = new HashMap<String, String>(Map.of("phone", phone, "purpose", "login"));
        body.putAll(more);
        return given().header("Authorization", "Bearer " + Tokens.ofTestKey("messaging", tenant, "*"))
                .contentType("application/json")
                .body(body)
                .post("/api/v1/otp/" + operation);
    }

    /** Sends one and waits for it: what the person reads. */
    String arrived(ScriptedSender sender) {
        return arrived(sender, 1);
    }

    /** The same as the nth. */
    String arrived(ScriptedSender sender, int expected) {
        send().then().statusCode(202);
        return last(sender, expected);
    }

    String last(ScriptedSender sender, int expected) {
        await().until(() -> sender.callsTo(digits).size() == expected);
        return sender.callsTo(digits).getLast().message().parameters().getFirst();
    }

    /** As if all of the phone's codes had been made this much earlier. */
    void age(String interval) {
        Database.update(
                "update otp_codes set created_at = created_at - interval '" + interval + "', expires_at = "
                        + "expires_at - interval '" + interval + "' where tenant_id = ? and phone = ?",
                tenant,
                "+" + digits);
    }

    String column(String name) {
        return Database.column(
                        "select " + name + " from otp_codes where tenant_id = ? and phone = ? order by id desc",
                        tenant,
                        "+" + digits)
                .getFirst();
    }

    static String otherThan(String code) {
        return (code.charAt(0) == '9' ? "0" : "9") + code.substring(1);
    }
}
