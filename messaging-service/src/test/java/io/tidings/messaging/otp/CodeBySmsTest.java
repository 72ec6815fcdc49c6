package io.tidings.messaging.otp;

import static io.tidings.testkit.infra.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.tidings.messaging.Api;
import io.tidings.messaging.ScriptedSender;
import io.tidings.messaging.ScriptedSms;
import io.tidings.messaging.Shop;
import io.tidings.messaging.Texts;
import io.tidings.messaging.dispatch.application.Sms;
import io.tidings.messaging.dispatch.domain.ProviderError;
import io.tidings.messaging.dispatch.domain.SendOutcome;
import io.tidings.testkit.infra.Database;
import io.tidings.testkit.infra.TidingsInfra;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.Map;
import java.util.UUID;

import jakarta.inject.Inject;

@QuarkusTest
@QuarkusTestResource(TidingsInfra.class)
class CodeBySmsTest {
    @Inject
    ScriptedSender whatsApp;

    @Inject
    @Sms
    ScriptedSms sms;

    private Shop shop;
    private Codes person;
    private Texts texts;

    @BeforeEach
    void a_shop_with_a_sender_is_open() {
        shop = Shop.open();
        person = Codes.of(shop);
        texts = Texts.open(shop.tenant());
    }

    @Test
    void a_code_not_delivered_in_time_goes_by_sms_once_and_verifies() {
        var code = person.arrived(whatsApp);
        var message = message();
        shop.status("wamid." + message, "sent", message, "").then().statusCode(200);
        texts.timeIsUp();

        await().until(() -> sms.callsTo(person.digits()).size() == 1);
        var call = sms.callsTo(person.digits()).getFirst();
        assertThat(call.message().text())
                .isEqualTo(code + " is your verification code. For your security, do not share this code.");
        assertThat(call.goodFor()).isNotNull().isBetween(Duration.ofSeconds(1), Duration.ofSeconds(300));
        var text = texts.insteadOf(message).getFirst();
        await().until(() -> shop.status(text).equals("sent"));
        texts.status(text, "delivered", Map.of()).then().statusCode(200);
        await().until(() -> shop.status(text).equals("delivered"));

        Api.as(shop.tenant())
                .get("/api/v1/messages/" + text)
                .then()
                .body("channel", equalTo("sms"))
                .body("sms_sender_id", equalTo(texts.sender().toString()))
                .body("phone_number_id", nullValue())
                .body("instead_of.message_id", equalTo(message.toString()))
                .body("instead_of.reason", equalTo("otp.not-delivered"))
                .body("purpose", equalTo("otp"))
                .body("intent_key", equalTo("otp:" + person.column("id") + ":sms"))
                .body("text", equalTo("****** is your verification code. For your security, do not share this code."))
                .body("provider_message_id", equalTo(ScriptedSms.sid(text)));
        Api.as(shop.tenant())
                .get("/api/v1/messages/" + message)
                .then()
                .body("channel", equalTo("whatsapp"))
                .body("instead_of", nullValue())
                .body("followed_by", equalTo(text.toString()));
        assertThat(person.verified(code)).isTrue();
        assertThat(texts.standingBy()).isZero();
    }

    @Test
    void a_delivered_a_used_or_a_replaced_code_stays_on_whatsapp() {
        person.arrived(whatsApp);
        var delivered = message();
        shop.status("wamid." + delivered, "delivered", delivered, "").then().statusCode(200);
        await().until(() -> shop.status(delivered).equals("delivered"));
        lookAtAll();
        assertThat(texts.insteadOf(delivered)).isEmpty();

        person.age("31 seconds");
        var replacedCode = person.arrived(whatsApp, 2);
        var replaced = message();
        person.age("61 seconds");
        var usedCode = person.arrived(whatsApp, 3);
        var used = message();
        assertThat(person.verified(replacedCode)).isFalse();
        assertThat(person.verified(usedCode)).isTrue();
        lookAtAll();
        assertThat(texts.insteadOf(replaced)).isEmpty();
        assertThat(texts.insteadOf(used)).isEmpty();
        assertThat(sms.callsTo(person.digits())).isEmpty();
    }

    @Test
    void an_expired_code_is_no_more_worth_a_text() {
        person.arrived(whatsApp);
        person.age("10 minutes");
        lookAtAll();
        assertThat(texts.insteadOf(message())).isEmpty();
    }

    @Test
    void a_code_that_expires_while_its_text_waits_is_not_sent() {
        person.arrived(whatsApp);
        sms.script(person.digits(), new SendOutcome.Rejected(ProviderError.ofTwilio(20429, "Too many requests")));
        texts.timeIsUp();
        await().until(() -> sms.callsTo(person.digits()).size() >= 1);
        person.age("10 minutes");
        var text = texts.insteadOf(message()).getFirst();
        await().until(() -> shop.status(text).equals("failed"));
        assertThat(shop.column("error_code", text)).isEqualTo("otp.expired");
    }

    @Test
    void a_code_whatsapp_refuses_goes_by_sms_at_once_and_takes_a_step_of_the_ladder() {
        whatsApp.script(
                person.digits(), new SendOutcome.Rejected(ProviderError.ofCode(131026, "Not on WhatsApp", false)));
        person.send().then().statusCode(202);
        await().until(() -> sms.callsTo(person.digits()).size() == 1);
        var text = texts.insteadOf(message()).getFirst();
        assertThat(shop.column("instead_code", text)).isEqualTo("whatsapp.131026");
        await().until(() -> shop.status(text).equals("sent"));
        person.send().then().statusCode(429).body("code", equalTo("otp.too-soon"));
    }

    @Test
    void what_still_waits_for_whatsapp_is_taken_back() {
        pauseWhatsApp();
        person.send().then().statusCode(202);
        texts.timeIsUp();
        await().until(() -> sms.callsTo(person.digits()).size() == 1);
        shop.showsEnd(message(), "cancelled", "message.by-sms");
        Database.update("delete from sending_pauses where tenant_id = ?", shop.tenant());
        assertThat(whatsApp.callsTo(person.digits())).isEmpty();
    }

    @Test
    void what_may_not_go_by_sms_goes_on_waiting_for_whatsapp() {
        pauseWhatsApp();
        person.send().then().statusCode(202);
        texts.says(person.digits(), "STOP");
        await().until(() -> Database.count("select count(*) from sms_stops where tenant_id = ?", shop.tenant()) == 1);
        texts.timeIsUp();
        await().until(() -> texts.insteadOf(message()).size() == 1);
        assertThat(shop.status(texts.insteadOf(message()).getFirst())).isEqualTo("refused");
        assertThat(shop.status(message())).isEqualTo("deferred");
    }

    private void pauseWhatsApp() {
        Database.update(
                "insert into sending_pauses (tenant_id, code, paused_at) values (?, 'whatsapp.131042', now())",
                shop.tenant());
    }

    @Test
    void a_tenant_without_a_number_on_whatsapp_sends_codes_by_sms() {
        Api.as(shop.tenant())
                .delete("/api/v1/phone-numbers/" + shop.number())
                .then()
                .statusCode(204);
        person.send().then().statusCode(202);
        await().until(() -> sms.callsTo(person.digits()).size() == 1);
        var code =
                sms.callsTo(person.digits()).getFirst().message().parameters().getFirst();
        assertThat(shop.column("instead_code", texts.insteadOf(message()).getFirst()))
                .isEqualTo("number.none");
        assertThat(person.verified(code)).isTrue();
    }

    @Test
    void without_leave_no_code_goes_by_sms() {
        var other = Shop.open();
        var somebody = Codes.of(other);
        var deaf = Texts.open(other.tenant(), false, true);
        somebody.arrived(whatsApp);
        assertThat(deaf.standingBy()).isZero();
        Api.as(other.tenant()).delete("/api/v1/phone-numbers/" + other.number());
        somebody.age("31 seconds");
        somebody.send()
                .then()
                .statusCode(409)
                .body("code", equalTo("otp.undeliverable"))
                .body("reason", equalTo("number.none"));
    }

    @Test
    void who_texted_stop_gets_no_code_by_sms_and_the_message_says_so() {
        person.arrived(whatsApp);
        texts.says(person.digits(), "STOP");
        await().until(() -> Database.count("select count(*) from sms_stops where tenant_id = ?", shop.tenant()) == 1);
        texts.timeIsUp();
        await().until(() -> texts.insteadOf(message()).size() == 1);
        Api.as(shop.tenant())
                .get("/api/v1/messages/" + texts.insteadOf(message()).getFirst())
                .then()
                .body("status", equalTo("refused"))
                .body("verdict.code", equalTo("sms.stopped"));
        assertThat(sms.callsTo(person.digits())).isEmpty();
    }

    private void lookAtAll() {
        texts.timeIsUp();
        await().until(() -> texts.standingBy() == 0);
    }

    /** The message that brought the newest code on WhatsApp. */
    private UUID message() {
        return UUID.fromString(person.column("message_id"));
    }
}
