package io.tidings.messaging.send.application;

import static io.tidings.testkit.infra.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.tidings.messaging.Shop;
import io.tidings.messaging.consent.application.RecordConsent;
import io.tidings.messaging.consent.domain.ConsentPurpose;
import io.tidings.messaging.consent.domain.Decision;
import io.tidings.messaging.contact.domain.Contact;
import io.tidings.messaging.message.domain.Purpose;
import io.tidings.messaging.message.domain.Verdict;
import io.tidings.messaging.send.application.RequestSend.Content;
import io.tidings.messaging.send.application.RequestSend.Recipient;
import io.tidings.messaging.send.domain.Question;
import io.tidings.messaging.template.domain.Template;
import io.tidings.runtime.tenancy.TenantTx;
import io.tidings.runtime.value.PhoneNumber;
import io.tidings.testkit.infra.Database;
import io.tidings.testkit.infra.Patience;
import io.tidings.testkit.infra.TestClock;
import io.tidings.testkit.infra.TidingsInfra;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.time.Clock;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

import jakarta.inject.Inject;

/** The way of a wish through the gate, on a real database. */
@QuarkusTest
@QuarkusTestResource(TidingsInfra.class)
class RequestSendTest {
    private static final ZoneId MADRID = ZoneId.of("Europe/Madrid");

    @Inject
    RequestSend requestSend;

    @Inject
    SendGate gate;

    @Inject
    RecordConsent recordConsent;

    @Inject
    TenantTx tx;

    @Inject
    Clock clock;

    private final String person = Shop.somebody();

    private Shop shop;

    @BeforeEach
    void a_shop_is_open() {
        shop = Shop.open();
    }

    @BeforeEach
    void it_is_noon_of_the_next_day_in_madrid() {
        at(LocalTime.NOON);
    }

    @AfterEach
    void back_to_the_real_time() {
        TestClock.reset();
    }

    @Test
    void many_wishes_with_one_intent_at_once_make_one_message() {
        var command = new RequestSend.Command(
                shop.id(),
                Purpose.TRANSACTIONAL,
                new Recipient.OfPhone(PhoneNumber.parse("+" + person), "Ana"),
                new Content.Templated("delivery_confirmation", List.of("Ana", "1")),
                "order:1:delivery_confirmation",
                null);
        var all = IntStream.range(0, 20)
                .mapToObj(i -> requestSend.handle(command).subscribeAsCompletionStage())
                .toList();
        assertThat(all.stream().map(CompletableFuture::join).filter(Optional::isPresent))
                .hasSize(1);
        assertThat(Database.count("select count(*) from messages where tenant_id = ?", shop.tenant()))
                .isEqualTo(1);
        assertThat(Database.count(
                        "select count(*) from message_statuses where tenant_id = ? and status = 'queued'",
                        shop.tenant()))
                .isEqualTo(1);
    }

    @Test
    void marketing_at_night_waits_until_eight_where_the_recipient_is() {
        at(LocalTime.of(22, 0));
        agree();
        var id = shop.send(requestSend, person, Purpose.MARKETING, null);
        var eight =
                ZonedDateTime.of(clock.instant().atZone(MADRID).toLocalDate().plusDays(1), LocalTime.of(8, 0), MADRID);
        assertThat(shop.status(id)).isEqualTo("deferred");
        assertThat(shop.column("verdict_code", id)).isEqualTo("quiet-hours");
        assertThat(Database.column(
                        "select extract(epoch from due_at)::bigint from due_work where tenant_id = ? and subject = ?",
                        shop.tenant(),
                        id))
                .singleElement()
                .satisfies(due ->
                        assertThat(Long.parseLong(due) - eight.toEpochSecond()).isBetween(0L, 15L * 60));
    }

    @Test
    void the_fourth_marketing_message_in_a_day_waits_for_the_first_to_be_a_day_old() {
        agree();
        // none is claimed, which would move the time it counts from
        Database.update(
                "update phone_numbers set next_slot_at = now() + interval '1 day' where tenant_id = ?", shop.tenant());
        var ids = IntStream.range(0, 4)
                .mapToObj(i -> shop.send(requestSend, person, Purpose.MARKETING, null))
                .toList();
        assertThat(ids.stream().map(id -> shop.column("verdict", id)))
                .containsExactly("allow", "allow", "allow", "defer");
        var fourth = ids.getLast();
        assertThat(shop.column("verdict_code", fourth)).isEqualTo("frequency-cap");
        assertThat(shop.column("verdict_until - interval '24 hours'", fourth))
                .isEqualTo(shop.column("verdict_at", ids.getFirst()));
        // others are not held up, nor is news of an order
        assertThat(shop.status(shop.notify(requestSend, person))).isNotEqualTo("deferred");
    }

    @Test
    void a_message_asked_about_again_does_not_count_against_itself() {
        agree();
        var ids = IntStream.range(0, 3)
                .mapToObj(i -> shop.send(requestSend, person, Purpose.MARKETING, null))
                .toList();
        assertThat(ask(Purpose.MARKETING, false, null, ids.getLast())).isInstanceOf(Verdict.Allow.class);
        assertThat(ask(Purpose.MARKETING, false, null, null)).isInstanceOf(Verdict.Defer.class);
    }

    @Test
    void an_answer_needs_an_open_window_on_the_number_that_was_written_to() {
        var number = number();
        var other = UUID.randomUUID();
        var id = shop.notify(requestSend, person);
        assertThat(shop.column("phone_number", id)).isEqualTo(number.toString());
        assertThat(ask(Purpose.REPLY, true, number, null)).isEqualTo(new Verdict.Refuse("window.closed"));
        Database.update("""
                insert into conversations (tenant_id, contact_id, phone_number, window_open_until, last_inbound_at)
                values (?, ?, ?, now() + interval '3 days', now())""", shop.tenant(), shop.contact(person), number);
        assertThat(ask(Purpose.REPLY, true, number, null)).isEqualTo(new Verdict.Allow(number));
        assertThat(ask(Purpose.REPLY, true, other, null)).isEqualTo(new Verdict.Refuse("window.closed"));
    }

    @Test
    void a_paused_number_is_replaced_by_another_but_not_for_an_answer() {
        var first = number();
        shop.notify(requestSend, person);
        Database.update("update phone_numbers set status = 'paused' where tenant_id = ?", shop.tenant());
        assertThat(ask(Purpose.TRANSACTIONAL, false, first, null)).isEqualTo(new Verdict.Refuse("number.paused"));
        var second = UUID.randomUUID();
        Database.update("""
                insert into phone_numbers (tenant_id, id, phone_number_id, display_phone, access_token, token_last_four,
                    created_at) values (?, ?, ?, '+34 9', '\\x00', 'tail', now())""", shop.tenant(), second, "second");
        assertThat(ask(Purpose.TRANSACTIONAL, false, first, null)).isEqualTo(new Verdict.Allow(second));
        assertThat(ask(Purpose.OTP, false, null, null)).isEqualTo(new Verdict.Allow(second));
        assertThat(ask(Purpose.REPLY, false, first, null)).isEqualTo(new Verdict.Refuse("number.paused"));
    }

    @Test
    void a_suspended_tenant_sends_nothing() {
        Database.update("update tenant_profiles set active = false where tenant_id = ?", shop.tenant());
        var id = shop.notify(requestSend, person);
        assertThat(shop.column("verdict_code", id)).isEqualTo("tenant.suspended");
        assertThat(shop.due()).isZero();
    }

    @Test
    void without_any_number_the_message_says_so() {
        var tenant = new Shop(Database.knownTenant("UTC"), "none");
        var id = tenant.notify(requestSend, person);
        assertThat(tenant.column("verdict_code", id)).isEqualTo("number.none");
        assertThat(tenant.status(id)).isEqualTo("refused");
    }

    @Test
    void revoked_consent_refuses_what_it_is_about_only() {
        shop.notify(requestSend, person);
        shop.consent(recordConsent, person, ConsentPurpose.MARKETING, Decision.REVOKED);
        assertThat(ask(Purpose.MARKETING, false, null, null)).isEqualTo(new Verdict.Refuse("consent.revoked"));
        assertThat(ask(Purpose.TRANSACTIONAL, false, null, null)).isInstanceOf(Verdict.Allow.class);
        shop.consent(recordConsent, person, ConsentPurpose.TRANSACTIONAL, Decision.REVOKED);
        assertThat(ask(Purpose.TRANSACTIONAL, false, null, null)).isEqualTo(new Verdict.Refuse("consent.revoked"));
        shop.consent(recordConsent, person, ConsentPurpose.TRANSACTIONAL, Decision.GRANTED);
        assertThat(ask(Purpose.TRANSACTIONAL, false, null, null)).isInstanceOf(Verdict.Allow.class);
    }

    @Test
    void unknown_contacts_templates_and_parameter_counts_are_refused_and_leave_nothing() {
        assertThatThrownBy(() -> send(new Recipient.OfContact(UUID.randomUUID()), "delivery_confirmation", "a", "b"))
                .isInstanceOf(Contact.NotFound.class);
        var somebody = new Recipient.OfPhone(PhoneNumber.parse("+" + person), null);
        assertThatThrownBy(() -> send(somebody, "nonsense")).isInstanceOf(Template.NotFound.class);
        assertThatThrownBy(() -> send(somebody, "delivery_confirmation", "a"))
                .isInstanceOf(Template.WrongParameters.class);
        assertThat(Database.count("select count(*) from messages where tenant_id = ?", shop.tenant()))
                .isZero();
    }

    private void send(Recipient recipient, String template, String... parameters) {
        requestSend
                .handle(new RequestSend.Command(
                        shop.id(),
                        Purpose.TRANSACTIONAL,
                        recipient,
                        new Content.Templated(template, List.of(parameters)),
                        "test:" + UUID.randomUUID(),
                        null))
                .await()
                .atMost(Patience.LIMIT);
    }

    private Verdict ask(Purpose purpose, boolean freeText, UUID number, UUID message) {
        var template = freeText ? null : new Question.TemplateName("drip_step", "en");
        var question =
                new Question(shop.id(), shop.contact(person), purpose, template, number, message, null, false, null);
        return tx.run(shop.id(), () -> gate.decide(question)).await().atMost(Patience.LIMIT);
    }

    private UUID number() {
        return UUID.fromString(Database.column("select id from phone_numbers where tenant_id = ?", shop.tenant())
                .getFirst());
    }

    /** Makes the contact and lets them agree to marketing. */
    private void agree() {
        shop.notify(requestSend, person);
        shop.consent(recordConsent, person, ConsentPurpose.MARKETING, Decision.GRANTED);
    }

    /** Moves the business clock to this hour of tomorrow in Madrid. */
    private void at(LocalTime time) {
        var now = java.time.Instant.now();
        var then = ZonedDateTime.of(now.atZone(MADRID).toLocalDate().plusDays(1), time, MADRID);
        TestClock.ahead(Duration.between(now, then.toInstant()));
        await().until(() ->
                Duration.between(then.toInstant(), clock.instant()).abs().toSeconds() < 60);
    }
}
