package io.tidings.messaging.dispatch;

import static io.tidings.testkit.infra.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.tidings.contracts.Topics;
import io.tidings.contracts.messaging.MessageFailed;
import io.tidings.contracts.messaging.MessageSent;
import io.tidings.messaging.ScriptedSender;
import io.tidings.messaging.Shop;
import io.tidings.messaging.consent.application.RecordConsent;
import io.tidings.messaging.consent.domain.ConsentPurpose;
import io.tidings.messaging.consent.domain.Decision;
import io.tidings.messaging.dispatch.domain.ProviderError;
import io.tidings.messaging.dispatch.domain.SendOutcome;
import io.tidings.messaging.message.domain.MessageSource;
import io.tidings.messaging.message.domain.Purpose;
import io.tidings.messaging.send.application.RequestSend;
import io.tidings.testkit.infra.Database;
import io.tidings.testkit.infra.Records;
import io.tidings.testkit.infra.TidingsInfra;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

import jakarta.inject.Inject;

/** The three steps of sending on a real database, with a provider that does what the test says. */
@QuarkusTest
@QuarkusTestResource(TidingsInfra.class)
class DispatchTest {
    @Inject
    RequestSend requestSend;

    @Inject
    RecordConsent recordConsent;

    @Inject
    ScriptedSender provider;

    private Shop shop;
    private final String to = Shop.somebody();

    @BeforeEach
    void open() {
        shop = Shop.open();
    }

    @Test
    void an_accepted_message_is_sent_once_and_says_so() {
        var message = shop.notify(requestSend, to);

        awaitStatus(message, "sent");
        shop.settle();
        assertThat(provider.callsTo(to)).hasSize(1);
        assertThat(shop.history(message)).containsExactly("queued", "sending", "sent");
        assertThat(shop.column("provider_message_id", message)).isEqualTo("wamid." + message);
        assertThat(shop.column("attempts", message)).isEqualTo("1");
        await().untilAsserted(() -> assertThat(Records.events(Topics.MESSAGING, shop.tenant(), MessageSent.class))
                .singleElement()
                .satisfies(e -> assertThat(e.messageId()).isEqualTo(message)));
    }

    @Test
    void a_lost_answer_is_unknown_and_never_sent_again() {
        provider.script(to, new SendOutcome.Uncertain("dispatch.timeout"));

        var message = shop.notify(requestSend, to);

        awaitStatus(message, "unknown");
        shop.settle();
        assertThat(shop.column("error_code", message)).isEqualTo("dispatch.timeout");
        assertThat(provider.callsTo(to)).hasSize(1);
    }

    @Test
    void a_status_resolves_an_unknown_message() {
        provider.script(to, new SendOutcome.Uncertain("dispatch.timeout"));
        var message = shop.notify(requestSend, to);
        awaitStatus(message, "unknown");

        shop.status("wamid.late", "delivered", message, "").then().statusCode(200);

        awaitStatus(message, "delivered");
        assertThat(shop.column("provider_message_id", message)).isEqualTo("wamid.late");
        assertThat(shop.column("error_code", message)).isNull();
    }

    @Test
    void a_worker_that_died_while_sending_leaves_unknown() {
        var message = shop.notify(requestSend, to);
        awaitStatus(message, "sent");
        shop.settle();
        Database.update("update messages set status = 'sending', provider_message_id = null where id = ?", message);
        Database.update(
                "insert into due_work (tenant_id, kind, subject, lane, due_at) values (?, 'dispatch', ?, 1, now())",
                shop.tenant(),
                message);

        awaitStatus(message, "unknown");
        shop.settle();
        assertThat(shop.column("error_code", message)).isEqualTo("dispatch.interrupted");
        assertThat(provider.callsTo(to)).hasSize(1);
    }

    @Test
    void what_was_not_sent_for_sure_is_tried_again() {
        var calls = new AtomicInteger();
        provider.script(
                to,
                message -> Uni.createFrom()
                        .item(
                                switch (calls.incrementAndGet()) {
                                    case 1 -> new SendOutcome.NotSent("dispatch.unreachable");
                                    case 2 ->
                                        new SendOutcome.Rejected(ProviderError.ofCode(130429, "Rate limit hit", true));
                                    default -> new SendOutcome.Accepted("wamid.third", null);
                                }));

        var message = shop.notify(requestSend, to);

        awaitStatus(message, "sent");
        assertThat(calls).hasValue(3);
        assertThat(shop.column("attempts", message)).isEqualTo("3");
        assertThat(shop.history(message))
                .containsExactly("queued", "sending", "queued", "sending", "queued", "sending", "sent");
        assertThat(shop.column("error_code", message)).isNull();
    }

    @Test
    void a_final_refusal_fails_the_message_with_its_code() {
        provider.script(to, new SendOutcome.Rejected(ProviderError.ofCode(131026, "Undeliverable", false)));

        var message = shop.notify(requestSend, to);

        awaitStatus(message, "failed");
        shop.settle();
        assertThat(shop.column("error_code", message)).isEqualTo("whatsapp.131026");
        await().untilAsserted(() -> assertThat(Records.events(Topics.MESSAGING, shop.tenant(), MessageFailed.class))
                .singleElement()
                .satisfies(e -> assertThat(e.code()).isEqualTo("whatsapp.131026")));
    }

    @Test
    void a_restricted_number_is_paused_and_the_next_message_is_refused() {
        provider.script(to, new SendOutcome.Rejected(ProviderError.ofCode(131031, "Account locked", false)));
        var first = shop.notify(requestSend, to);
        awaitStatus(first, "refused");
        assertThat(shop.column("error_code", first)).isEqualTo("whatsapp.131031");

        var second = shop.notify(requestSend, Shop.somebody());

        assertThat(shop.status(second)).isEqualTo("refused");
        assertThat(shop.column("verdict_code", second)).isEqualTo("number.paused");
        assertThat(Database.column("select status_reason from phone_numbers where tenant_id = ?", shop.tenant()))
                .containsExactly("whatsapp.131031");
    }

    @Test
    void who_told_the_provider_to_stop_is_opted_out_here_too() {
        provider.script(to, new SendOutcome.Rejected(ProviderError.ofCode(131050, "User stopped", false)));

        awaitStatus(shop.notify(requestSend, to), "failed");

        assertThat(Database.column(
                        "select purpose || ' ' || decision || ' ' || source from consents where contact_id = ?",
                        shop.contact(to)))
                .containsExactly("marketing revoked provider");
    }

    @Test
    void an_opt_out_after_the_verdict_stops_the_send() {
        var message = queuedForLater(Purpose.TRANSACTIONAL, null);
        shop.consent(recordConsent, to, ConsentPurpose.TRANSACTIONAL, Decision.REVOKED);

        makeDue(message);

        awaitStatus(message, "refused");
        shop.settle();
        assertThat(shop.column("verdict_code", message)).isEqualTo("consent.revoked");
        assertThat(provider.callsTo(to)).hasSize(1); // the one that made the contact
    }

    @Test
    void a_deferred_message_is_judged_again_when_its_time_has_come() {
        var message = queuedForLater(Purpose.TRANSACTIONAL, null);
        Database.update("update messages set status = 'deferred', verdict = 'defer' where id = ?", message);

        makeDue(message);

        awaitStatus(message, "sent");
        assertThat(shop.column("verdict", message)).isEqualTo("allow");
        assertThat(shop.history(message)).containsExactly("queued", "queued", "sending", "sent");
    }

    @Test
    void a_paid_invoice_stops_its_reminder_at_the_last_look() {
        var message = queuedForLater(Purpose.TRANSACTIONAL, new MessageSource("invoice", "i1"));
        Database.update(
                "insert into closed_sources (tenant_id, source_type, source_id, reason, closed_at) values (?, 'invoice', 'i1', 'paid', now())",
                shop.tenant());

        makeDue(message);

        awaitStatus(message, "cancelled");
        shop.settle();
        assertThat(provider.callsTo(to)).hasSize(1);
    }

    @Test
    void a_status_faster_than_the_answer_is_not_undone() {
        var answer = new CompletableFuture<SendOutcome>();
        provider.script(to, message -> Uni.createFrom().completionStage(answer));
        var message = shop.notify(requestSend, to);
        awaitStatus(message, "sending");

        shop.status("wamid.fast", "read", message, "").then().statusCode(200);
        awaitStatus(message, "read");
        answer.complete(new SendOutcome.Accepted("wamid.fast", null));

        shop.settle();
        assertThat(shop.status(message)).isEqualTo("read");
        assertThat(shop.column("provider_message_id", message)).isEqualTo("wamid.fast");
        await().untilAsserted(() -> assertThat(Records.events(Topics.MESSAGING, shop.tenant(), MessageSent.class))
                .hasSize(1));
    }

    @Test
    void one_slow_call_holds_up_nobody() {
        var answer = new CompletableFuture<SendOutcome>();
        provider.script(to, message -> Uni.createFrom().completionStage(answer));
        shop.notify(requestSend, to);

        var quick = shop.notify(requestSend, Shop.somebody());

        awaitStatus(quick, "sent");
        answer.complete(new SendOutcome.Accepted("wamid.slow." + UUID.randomUUID(), null));
        shop.settle();
    }

    @Test
    void a_number_is_not_asked_for_more_than_it_takes() {
        var slow = Shop.open(10);
        var sentAt = new ArrayList<Instant>();
        provider.script(to, message -> {
            synchronized (sentAt) {
                sentAt.add(Instant.now());
            }
            return Uni.createFrom().item(new SendOutcome.Accepted("wamid." + UUID.randomUUID(), null));
        });

        // slots are counted from the first claim, which comes after this
        var begin = Instant.now();
        List<UUID> messages = new ArrayList<>();
        for (var i = 0; i < 25; i++) {
            messages.add(slow.notify(requestSend, to));
        }

        await().untilAsserted(
                        () -> assertThat(messages).allMatch(m -> slow.status(m).equals("sent")));
        // 25 at 10 a second with half a second's worth at once: the last leaves after 1.9 s or later
        assertThat(Duration.between(begin, sentAt.getLast())).isGreaterThan(Duration.ofMillis(1_700));
    }

    /** A message that waits in the queue with a verdict from now, not due yet. */
    private UUID queuedForLater(Purpose purpose, MessageSource source) {
        awaitStatus(shop.notify(requestSend, to), "sent");
        Database.update(
                "update phone_numbers set next_slot_at = now() + interval '1 day' where tenant_id = ?", shop.tenant());
        var message = shop.send(requestSend, to, purpose, source);
        await().until(() -> Database.count(
                        "select count(*) from due_work where tenant_id = ? and due_at > now() + interval '1 hour'",
                        shop.tenant())
                == 1);
        return message;
    }

    private void makeDue(UUID message) {
        Database.update("update phone_numbers set next_slot_at = now() where tenant_id = ?", shop.tenant());
        Database.update("update due_work set due_at = now(), leased_until = null where subject = ?", message);
    }

    private void awaitStatus(UUID message, String status) {
        await().until(() -> shop.status(message), status::equals);
    }
}
