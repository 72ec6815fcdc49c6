package io.tidings.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;

/** What WhatsApp does not bring comes by SMS, and its callbacks come in through the gateway. */
class SmsTest {
    private static final String NUMBER = "+15005550006";

    private final World world = World.get();
    private final String person = World.phone();

    @AfterEach
    void no_more_faults() {
        world.simulator().send("DELETE", "/simulator/faults", null, Map.of());
    }

    @Test
    void a_code_whatsapp_does_not_deliver_comes_by_sms_and_verifies() {
        var shop = world.shop();
        register(shop);
        world.simulator().post("/simulator/faults", Map.of("no_statuses", 1)).ok();

        shop.api()
                .post("/api/v1/otp/send", Map.of("phone", person, "purpose", "login"))
                .expect(202);

        World.soon().until(() -> texts().size() == 1);
        var onWhatsApp = world.journal(shop.phoneNumberId()).getFirst();
        var text = texts().getFirst();
        assertThat(onWhatsApp.path("template").asText()).isEqualTo("otp_code");
        var code = Pattern.compile("[0-9]{6}").matcher(text.path("text").asText());
        assertThat(code.find()).isTrue();
        assertThat(onWhatsApp.path("text").asText()).contains(code.group());
        assertThat(Integer.parseInt(text.path("validity_period").asText())).isBetween(1, 300);

        var first = shop.api()
                .get("/api/v1/messages/" + onWhatsApp.path("opaque").asText().split(":")[1])
                .ok();
        var second = first.path("followed_by").asText();
        World.soon()
                .untilAsserted(
                        () -> assertThat(message(shop, second).path("status").asText())
                                .isEqualTo("delivered"));
        assertThat(message(shop, second).path("channel").asText()).isEqualTo("sms");
        assertThat(message(shop, second).at("/instead_of/reason").asText()).isEqualTo("otp.not-delivered");
        assertThat(message(shop, second).path("provider_message_id").asText())
                .isEqualTo(text.path("sid").asText());

        var verified = shop.api()
                .post("/api/v1/otp/verify", Map.of("phone", person, "purpose", "login", "code", code.group()))
                .ok();
        assertThat(verified.path("verified").asBoolean()).isTrue();
        assertThat(texts()).hasSize(1);
    }

    @Test
    void who_texts_stop_is_in_the_ledger() {
        var shop = world.shop();
        register(shop);
        world.simulator()
                .post("/simulator/faults", Map.of("fail_rate", 1, "fail_code", 131026))
                .ok();
        shop.api()
                .post(
                        "/api/v1/messages",
                        Map.of(
                                "to",
                                person,
                                "purpose",
                                "transactional",
                                "template",
                                Map.of("name", "delivery_confirmation", "parameters", List.of("Ana", "#1"))))
                .expect(202);
        World.soon().until(() -> texts().size() == 1);

        world.simulator()
                .post("/simulator/twilio/inbound", Map.of("to", numberOf(shop), "from", person, "text", "STOP"))
                .ok();

        World.soon()
                .untilAsserted(() -> assertThat(
                                shop.api().get("/api/v1/unsubscribers").ok().path("items"))
                        .hasSize(1));
    }

    /** Each shop has a number of its own: the simulator knows by it who answers to whom. */
    private void register(Shop shop) {
        shop.api()
                .post(
                        "/api/v1/sms-senders",
                        Map.of(
                                "account_sid",
                                "AC" + UUID.randomUUID().toString().replace("-", ""),
                                "auth_token",
                                "token-" + shop.phoneNumberId(),
                                "from",
                                numberOf(shop),
                                "fallback",
                                Map.of("otp", true, "transactional", true, "otp_after_seconds", 5)))
                .created();
    }

    private static String numberOf(Shop shop) {
        return NUMBER.substring(0, 5)
                + shop.phoneNumberId().substring(shop.phoneNumberId().length() - 7);
    }

    private static JsonNode message(Shop shop, String id) {
        return shop.api().get("/api/v1/messages/" + id).ok();
    }

    /** Texts the simulator was asked to send to the person. */
    private List<JsonNode> texts() {
        var texts = new ArrayList<JsonNode>();
        world.simulator()
                .get("/simulator/journal?kind=twilio.send&limit=1000")
                .ok()
                .path("entries")
                .forEach(entry -> {
                    if (entry.path("to").asText().equals(person)) {
                        texts.add(entry);
                    }
                });
        return texts;
    }
}
