package io.tidings.messaging.dispatch;

import static io.tidings.testkit.infra.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.tidings.contracts.Topics;
import io.tidings.contracts.messaging.MessageFailed;
import io.tidings.messaging.Api;
import io.tidings.messaging.ScriptedSender;
import io.tidings.messaging.ScriptedSms;
import io.tidings.messaging.Shop;
import io.tidings.messaging.Texts;
import io.tidings.messaging.consent.application.RecordConsent;
import io.tidings.messaging.consent.domain.ConsentPurpose;
import io.tidings.messaging.consent.domain.Decision;
import io.tidings.messaging.dispatch.application.Sms;
import io.tidings.messaging.dispatch.domain.ProviderError;
import io.tidings.messaging.dispatch.domain.SendOutcome;
import io.tidings.messaging.message.domain.MessageSource;
import io.tidings.messaging.message.domain.Purpose;
import io.tidings.messaging.send.application.RequestSend;
import io.tidings.testkit.infra.Database;
import io.tidings.testkit.infra.Records;
import io.tidings.testkit.infra.TidingsInfra;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.util.Map;
import java.util.UUID;

import jakarta.inject.Inject;

@QuarkusTest
@QuarkusTestResource(TidingsInfra.class)
class SmsFallbackTest {
    private static final SendOutcome NOT_ON_WHATSAPP =
            new SendOutcome.Rejected(ProviderError.ofCode(131026, "Not on WhatsApp", false));

    @Inject
    RequestSend requestSend;

    @Inject
    RecordConsent recordConsent;

    @Inject
    ScriptedSender whatsApp;

    @Inject
    @Sms
    ScriptedSms sms;

    private Shop shop;
    private Texts texts;
    private final String to = Shop.somebody();
    private int tried;

    @BeforeEach
    void open() {
        shop = Shop.open();
        texts = Texts.open(shop.tenant());
        whatsApp.script(to, NOT_ON_WHATSAPP);
    }

    @Test
    void what_whatsapp_refuses_for_want_of_an_account_goes_by_sms() {
        var message = shop.notify(requestSend, to);
        var text = text(message);
        await().until(() -> shop.status(text).equals("sent"));
        assertThat(shop.status(message)).isEqualTo("failed");
        assertThat(sms.callsTo(to).getFirst().message().text()).isEqualTo(shop.column("text", message));
        assertThat(shop.history(text)).containsExactly("queued", "sending", "sent");
        assertThat(shop.column("intent_key", text)).isEqualTo(shop.column("intent_key", message) + ":sms");
        assertThat(shop.due()).isZero();
    }

    @Test
    void a_failure_told_later_by_a_status_does_the_same_and_once_however_often_it_is_told() {
        whatsApp.script(to, new SendOutcome.Accepted("wamid.late." + to, null));
        var message = shop.notify(requestSend, to);
        await().until(() -> shop.status(message).equals("sent"));
        for (var i = 0; i < 2; i++) {
            shop.status("wamid.late." + to, "failed", message, ",\"errors\":[{\"code\":131026,\"title\":\"x\"}]")
                    .then()
                    .statusCode(200);
        }
        var text = text(message);
        await().until(() -> shop.status(text).equals("sent"));
        await().until(() -> shop.due() == 0);
        assertThat(sms.callsTo(to)).hasSize(1);
    }

    @Test
    void other_failures_and_marketing_do_not_go_by_sms() {
        whatsApp.script(to, new SendOutcome.Rejected(ProviderError.ofCode(132000, "Parameters", false)));
        var message = shop.notify(requestSend, to);
        await().until(() -> shop.status(message).equals("failed") && texts.standingBy() == 0);
        whatsApp.script(to, NOT_ON_WHATSAPP);
        shop.consent(recordConsent, to, ConsentPurpose.MARKETING, Decision.GRANTED);
        var offer = shop.send(requestSend, to, Purpose.MARKETING, null);
        await().until(() -> !shop.status(offer).matches("queued|sending") && texts.standingBy() == 0);
        assertThat(texts.insteadOf(message)).isEmpty();
        assertThat(texts.insteadOf(offer)).isEmpty();
    }

    @Test
    void what_is_more_than_words_does_not_go_by_sms() {
        whatsApp.script(to, new SendOutcome.Accepted("wamid.file." + to, null));
        var message = shop.notify(requestSend, to);
        await().until(() -> shop.status(message).equals("sent"));
        Database.update("""
                update messages set content = '{"type":"template","names":[],"header":{"type":"document","link":"https://a.example/b"}}'
                where id = ?""", message);
        shop.status("wamid.file." + to, "failed", message, ",\"errors\":[{\"code\":131026,\"title\":\"x\"}]")
                .then()
                .statusCode(200);
        await().until(() -> shop.status(message).equals("failed") && texts.standingBy() == 0);
        assertThat(texts.insteadOf(message)).isEmpty();
    }

    @Test
    void a_text_nobody_knows_of_is_unknown_until_a_callback_proves_it() {
        sms.script(to, new SendOutcome.Uncertain("dispatch.timeout"));
        var text = text(shop.notify(requestSend, to));
        await().until(() -> shop.status(text).equals("unknown"));
        assertThat(shop.due()).isZero();

        texts.status(text, "queued", Map.of()).then().statusCode(200);
        await().until(() -> shop.status(text).equals("sent"));
        texts.status(text, "delivered", Map.of()).then().statusCode(200);
        texts.status(text, "sent", Map.of()).then().statusCode(200);
        await().until(() -> shop.status(text).equals("delivered") && shop.due() == 0);
        assertThat(shop.column("provider_message_id", text)).isEqualTo(ScriptedSms.sid(text));
        assertThat(sms.callsTo(to)).hasSize(1);
    }

    @Test
    void an_undelivered_text_fails_with_twilios_code() {
        var message = shop.notify(requestSend, to);
        var text = text(message);
        await().until(() -> shop.status(text).equals("sent"));
        texts.status(text, "undelivered", Map.of("ErrorCode", "30003")).then().statusCode(200);
        shop.showsEnd(text, "failed", "twilio.30003");
        await().untilAsserted(() -> assertThat(Records.events(Topics.MESSAGING, shop.tenant(), MessageFailed.class))
                .extracting(MessageFailed::code)
                .contains("whatsapp.131026", "twilio.30003"));
        assertThat(texts.standingBy()).isZero();
    }

    @Test
    void a_text_that_fails_without_a_code_says_so() {
        var text = text(shop.notify(requestSend, to));
        await().until(() -> shop.status(text).equals("sent"));
        texts.status(text, "failed", Map.of()).then().statusCode(200);
        shop.showsEnd(text, "failed", "twilio.unknown");
    }

    @Test
    void who_is_unsubscribed_at_twilio_is_in_the_ledger_and_gets_no_more_texts() {
        sms.script(to, new SendOutcome.Rejected(ProviderError.ofTwilio(21610, "Unsubscribed recipient")));
        var text = text(shop.notify(requestSend, to));
        shop.showsEnd(text, "failed", "twilio.21610");
        assertThat(Database.column(
                        "select purpose || ' ' || decision || ' ' || source || ' ' || wording from consents"
                                + " where tenant_id = ? and contact_id = ?",
                        shop.tenant(),
                        shop.contact(to)))
                .containsExactly("marketing revoked provider twilio.21610");

        var next = text(shop.notify(requestSend, to));
        shop.showsRefusal(next, "sms.stopped");
        assertThat(sms.callsTo(to)).hasSize(1);
    }

    @Test
    void an_account_that_may_not_send_pauses_the_sender() {
        sms.script(to, new SendOutcome.Rejected(ProviderError.ofTwilio(20003, "Authenticate")));
        var text = text(shop.notify(requestSend, to));
        shop.showsRefusal(text, "sms-sender.paused");
        Api.as(shop.tenant())
                .get(Texts.SENDERS + "/" + texts.sender())
                .then()
                .body("status", equalTo("paused"))
                .body("status_reason", equalTo("twilio.20003"));
        var next = shop.notify(requestSend, to);
        await().until(() -> shop.status(next).equals("failed") && shop.due() == 0);
        assertThat(texts.insteadOf(next)).isEmpty();
    }

    @Test
    void a_sender_taken_away_meanwhile_refuses_what_waits() {
        var text = waitingText(null);
        Api.as(shop.tenant())
                .delete(Texts.SENDERS + "/" + texts.sender())
                .then()
                .statusCode(204);
        goOn(text);
        shop.showsRefusal(text, "sms-sender.none");
    }

    @Test
    void what_was_revoked_while_it_waited_is_not_texted() {
        var revoked = waitingText(null);
        shop.consent(recordConsent, to, ConsentPurpose.TRANSACTIONAL, Decision.REVOKED);
        goOn(revoked);
        shop.showsRefusal(revoked, "consent.revoked");
        assertThat(sms.callsTo(to)).hasSize(tried);
    }

    @Test
    void what_was_settled_while_it_waited_is_not_texted() {
        var closed = waitingText(new MessageSource("invoice", "7"));
        Database.update(
                "insert into closed_sources (tenant_id, source_type, source_id, reason, closed_at)"
                        + " values (?, 'invoice', '7', 'paid', now())",
                shop.tenant());
        goOn(closed);
        shop.showsRefusal(closed, "source.closed");
        assertThat(sms.callsTo(to)).hasSize(tried);
    }

    @Test
    void a_worker_that_died_while_texting_leaves_unknown() {
        var text = text(shop.notify(requestSend, to));
        await().until(() -> shop.status(text).equals("sent") && shop.due() == 0);
        Database.update("update messages set status = 'sending', provider_message_id = null where id = ?", text);
        goOn(text);
        shop.showsEnd(text, "unknown", "dispatch.interrupted");
        assertThat(sms.callsTo(to)).hasSize(1);
    }

    /** A text that could not leave: it is put back to wait, and for a day nobody's turn. */
    private UUID waitingText(@Nullable MessageSource source) {
        sms.script(to, new SendOutcome.NotSent("dispatch.unreachable"));
        var text = text(shop.send(requestSend, to, Purpose.TRANSACTIONAL, source));
        // not while a worker has it, who would put it back for a second only
        await().until(() -> Database.update("""
                        update due_work set due_at = now() + interval '1 day' where subject = ? and leased_until is null
                            and exists (select from messages where id = subject and attempts > 0 and status = 'queued')""", text) == 1);
        tried = sms.callsTo(to).size();
        return text;
    }

    private void goOn(UUID text) {
        Database.update("""
                insert into due_work (tenant_id, kind, subject, lane, due_at) values (?, 'dispatch-sms', ?, 1, now())
                on conflict (tenant_id, kind, subject) do update set due_at = now(), leased_until = null""", shop.tenant(), text);
    }

    private UUID text(UUID message) {
        await().until(() -> texts.insteadOf(message).size() == 1);
        return texts.insteadOf(message).getFirst();
    }
}
