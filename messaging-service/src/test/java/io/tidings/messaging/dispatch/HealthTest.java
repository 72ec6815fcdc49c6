package io.tidings.messaging.dispatch;

import static io.tidings.testkit.infra.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.tidings.contracts.Topics;
import io.tidings.contracts.messaging.SendingPaused;
import io.tidings.contracts.messaging.SendingResumed;
import io.tidings.messaging.Api;
import io.tidings.messaging.ScriptedSender;
import io.tidings.messaging.Shop;
import io.tidings.messaging.consent.application.RecordConsent;
import io.tidings.messaging.consent.domain.ConsentPurpose;
import io.tidings.messaging.consent.domain.Decision;
import io.tidings.messaging.dispatch.domain.ProviderError;
import io.tidings.messaging.dispatch.domain.SendOutcome;
import io.tidings.messaging.message.domain.Purpose;
import io.tidings.messaging.send.application.RequestSend;
import io.tidings.messaging.send.application.RequestSend.Content.FreeText;
import io.tidings.messaging.send.application.RequestSend.Content.Templated;
import io.tidings.messaging.send.application.RequestSend.Recipient;
import io.tidings.runtime.value.PhoneNumber;
import io.tidings.testkit.infra.Database;
import io.tidings.testkit.infra.Patience;
import io.tidings.testkit.infra.Records;
import io.tidings.testkit.infra.TidingsInfra;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

import jakarta.inject.Inject;

/** What the provider's errors and webhooks do to sending, and what the quota does, on a real database. */
@QuarkusTest
@QuarkusTestResource(TidingsInfra.class)
class HealthTest {
    @Inject
    RequestSend requestSend;

    @Inject
    RecordConsent recordConsent;

    @Inject
    ScriptedSender provider;

    private final String to = Shop.somebody();
    private Shop shop;

    @BeforeEach
    void a_shop_is_open() {
        shop = Shop.open();
    }

    private void refuses(int code) {
        provider.script(to, new SendOutcome.Rejected(ProviderError.ofCode(code, "no", false)));
    }

    private String verdict(UUID message) {
        return Api.as(shop.tenant()).get("/api/v1/messages/" + message).path("verdict.code");
    }

    private void awaitStatus(UUID message, String status) {
        await().untilAsserted(() -> assertThat(shop.status(message)).isEqualTo(status));
    }

    @Nested
    class An_unpaid_account {
        @Test
        void stops_all_sending_tells_the_owner_once_and_goes_on_when_resumed() {
            provider.script(to, new SendOutcome.Rejected(ProviderError.ofCode(131042, "Pay", false)));
            var first = shop.notify(requestSend, to);
            awaitStatus(first, "deferred");
            await().untilAsserted(() -> assertThat(verdict(first)).isEqualTo("sending.paused"));
            var second = shop.notify(requestSend, Shop.somebody());
            assertThat(shop.status(second)).isEqualTo("deferred");
            assertThat(verdict(second)).isEqualTo("sending.paused");
            Api.as(shop.tenant())
                    .get("/api/v1/phone-numbers/sending")
                    .then()
                    .statusCode(200)
                    .body("paused", equalTo(true))
                    .body("code", equalTo("whatsapp.131042"));

            provider.takesAllOf(to);
            Api.as(shop.tenant())
                    .post("/api/v1/phone-numbers/sending/resume")
                    .then()
                    .statusCode(200)
                    .body("paused", equalTo(false));
            awaitStatus(first, "sent");
            awaitStatus(second, "sent");
            Api.as(shop.tenant())
                    .post("/api/v1/phone-numbers/sending/resume")
                    .then()
                    .statusCode(409)
                    .body("code", equalTo("sending.not-paused"));
            await().untilAsserted(
                            () -> assertThat(Records.events(Topics.MESSAGING, shop.tenant(), SendingResumed.class))
                                    .hasSize(1));
            assertThat(Records.events(Topics.MESSAGING, shop.tenant(), SendingPaused.class))
                    .singleElement()
                    .satisfies(e -> assertThat(e.code()).isEqualTo("whatsapp.131042"));
        }

        @Test
        void is_nobody_elses_affair() {
            Database.update("insert into sending_pauses values (?, 'whatsapp.190', now())", shop.tenant());
            var other = Shop.open();
            Api.as(other.tenant()).get("/api/v1/phone-numbers/sending").then().body("paused", equalTo(false));
            Api.as(other.tenant())
                    .post("/api/v1/phone-numbers/sending/resume")
                    .then()
                    .statusCode(409);
            assertThat(Database.count("select count(*) from sending_pauses where tenant_id = ?", shop.tenant()))
                    .isOne();
        }
    }

    @Nested
    class A_template {
        @Test
        void that_is_paused_waits_with_all_its_messages_and_that_alone() {
            refuses(132015);
            var first = shop.notify(requestSend, to);
            await().untilAsserted(() -> assertThat(verdict(first)).isEqualTo("template.paused"));
            var second = shop.notify(requestSend, Shop.somebody());
            assertThat(verdict(second)).isEqualTo("template.paused");
            assertThat(Database.column("""
                    select template || ' ' || state || ' ' || round(extract(epoch from paused_until - updated_at) / 3600)
                    from template_health where tenant_id = ?""", shop.tenant())).containsExactly("shipping_notification paused 3");
            shop.consent(recordConsent, to, ConsentPurpose.MARKETING, Decision.GRANTED);
            shop.speaksAtAnyHour();
            provider.takesAllOf(to);
            awaitStatus(shop.send(requestSend, to, Purpose.MARKETING, null), "sent");
        }

        @Test
        void that_is_disabled_is_refused() {
            refuses(132016);
            var message = shop.notify(requestSend, to);
            awaitStatus(message, "refused");
            assertThat(verdict(message)).isEqualTo("template.disabled");
        }
    }

    @Nested
    class Free_text {
        private UUID number;

        @BeforeEach
        void to_somebody_known() {
            awaitStatus(shop.notify(requestSend, to), "sent");
            number = UUID.fromString(Database.column("select id from phone_numbers where tenant_id = ?", shop.tenant())
                    .getFirst());
        }

        private UUID answer() {
            var fallback = new Templated("delivery_confirmation", List.of("Ana", "1"));
            return requestSend
                    .handle(new RequestSend.Command(
                            shop.id(),
                            Purpose.REPLY,
                            new Recipient.OfContact(shop.contact(to)),
                            new FreeText("Hello", number, null, fallback),
                            "reply:" + UUID.randomUUID(),
                            null))
                    .await()
                    .atMost(Patience.LIMIT)
                    .orElseThrow();
        }

        @Test
        void turns_into_its_template_outside_the_window() {
            var message = answer();
            awaitStatus(message, "sent");
            assertThat(shop.column("template", message)).isEqualTo("delivery_confirmation");
        }

        @Test
        void turns_into_its_template_when_the_provider_says_the_window_has_closed() {
            shop.says(to, "Hi");
            await().until(() ->
                    Database.count("select count(*) from conversations where tenant_id = ?", shop.tenant()) == 1);
            provider.script(
                    to,
                    message -> Uni.createFrom()
                            .item(
                                    message.message().template() == null
                                            ? new SendOutcome.Rejected(ProviderError.ofCode(131047, "late", false))
                                            : new SendOutcome.Accepted("wamid." + UUID.randomUUID(), null)));
            var message = answer();
            awaitStatus(message, "sent");
            assertThat(shop.column("template", message)).isEqualTo("delivery_confirmation");
            assertThat(shop.history(message))
                    .containsExactly("queued", "sending", "deferred", "queued", "sending", "sent");
        }
    }

    @Nested
    class A_person {
        @Test
        void out_of_reach_three_times_gets_no_more_marketing_until_they_write() {
            refuses(131026);
            for (var i = 0; i < 3; i++) {
                awaitStatus(shop.notify(requestSend, to), "failed");
            }
            provider.takesAllOf(to);
            shop.consent(recordConsent, to, ConsentPurpose.MARKETING, Decision.GRANTED);
            assertThat(verdict(shop.send(requestSend, to, Purpose.MARKETING, null)))
                    .isEqualTo("contact.unreachable");
            Database.update(
                    "update unreachable_contacts set last_at = last_at - interval '1 minute' where tenant_id = ?",
                    shop.tenant());
            shop.says(to, "I am back");
            await().untilAsserted(() -> assertThat(
                            Database.count("select count(*) from conversations where tenant_id = ?", shop.tenant()))
                    .isOne());
            assertThat(verdict(shop.send(requestSend, to, Purpose.MARKETING, null)))
                    .isNotEqualTo("contact.unreachable");
        }

        @Test
        void is_written_to_no_faster_than_meta_lets_us() {
            var begin = Database.column("select now()").getFirst();
            for (var i = 0; i < 45; i++) {
                shop.notify(requestSend, to);
            }
            await().until(() -> provider.callsTo(to).size() == 45);
            assertThat(Database.count(
                            "select count(*) from pair_slots where tenant_id = ? and spent_until >= ?::timestamptz + 45 * interval '6 seconds'",
                            shop.tenant(),
                            begin))
                    .as("each has taken its six seconds")
                    .isOne();
            Database.update(
                    "update pair_slots set spent_until = now() + interval '1 hour' where tenant_id = ?", shop.tenant());
            var late = List.of(shop.notify(requestSend, to), shop.notify(requestSend, to));
            await().until(() -> Database.count(
                            "select count(*) from due_work where tenant_id = ? and due_at > now() + interval '50 minutes'",
                            shop.tenant())
                    == 2);
            assertThat(late).allMatch(message -> shop.status(message).equals("queued"));
            assertThat(provider.callsTo(to)).hasSize(45);
        }
    }

    @Nested
    class The_quota {
        @BeforeEach
        void is_two_a_month() {
            Database.update("update tenant_profiles set messages_per_month = 2 where tenant_id = ?", shop.tenant());
        }

        private String counted() {
            return Database.column(
                            "select sum(reserved) || '/' || sum(sent) from message_quotas where tenant_id = ?",
                            shop.tenant())
                    .getFirst();
        }

        @Test
        void is_reserved_when_a_message_may_go_and_spent_when_it_went() {
            var first = shop.notify(requestSend, to);
            awaitStatus(first, "sent");
            assertThat(counted()).isEqualTo("0/1");
            awaitStatus(shop.notify(requestSend, to), "sent");
            var third = shop.notify(requestSend, to);
            assertThat(shop.status(third)).isEqualTo("refused");
            assertThat(verdict(third)).isEqualTo("quota.exceeded");
            assertThat(counted()).isEqualTo("0/2");
        }

        @Test
        void is_given_back_for_what_failed() {
            refuses(131026);
            awaitStatus(shop.notify(requestSend, to), "failed");
            assertThat(counted()).isEqualTo("0/0");
            provider.script(to, new SendOutcome.Uncertain("dispatch.timeout"));
            var unknown = shop.notify(requestSend, to);
            awaitStatus(unknown, "unknown");
            assertThat(counted()).isEqualTo("1/0");
            shop.status("wamid." + UUID.randomUUID(), "delivered", unknown, "");
            awaitStatus(unknown, "delivered");
            assertThat(counted()).isEqualTo("0/1");
        }

        @Test
        void is_never_overdrawn_by_many_at_once() {
            Database.update("update tenant_profiles set messages_per_month = 10 where tenant_id = ?", shop.tenant());
            var all = IntStream.range(0, 30)
                    .mapToObj(i -> requestSend
                            .handle(new RequestSend.Command(
                                    shop.id(),
                                    Purpose.TRANSACTIONAL,
                                    new Recipient.OfPhone(new PhoneNumber("+" + Shop.somebody()), null),
                                    new Templated("delivery_confirmation", List.of("Ana", "1")),
                                    "quota:" + i,
                                    null))
                            .subscribeAsCompletionStage())
                    .toList();
            all.forEach(CompletableFuture::join);
            assertThat(Database.count(
                            "select count(*) from messages where tenant_id = ? and verdict_code = 'quota.exceeded'",
                            shop.tenant()))
                    .isEqualTo(20);
        }
    }

    @Nested
    class Webhooks_of_an_account {
        private final String account =
                Long.toString(1_000_000_000L + Math.abs(UUID.randomUUID().hashCode()));

        @BeforeEach
        void the_number_belongs_to_it() {
            Database.update("update phone_numbers set waba_id = ? where tenant_id = ?", account, shop.tenant());
        }

        private void told(String field, String value) {
            Shop.deliver("""
                    {"object":"whatsapp_business_account","entry":[{"id":"%s","changes":[
                     {"field":"%s","value":%s}]}]}""".formatted(account, field, value)).then().statusCode(200);
            await().until(() ->
                    Database.count("select count(*) from webhook_changes where tenant_id = ?", shop.tenant()) == 0);
        }

        @Test
        void set_the_limit_of_people_a_number_may_write_to() {
            told(
                    "phone_number_quality_update",
                    "{\"display_phone_number\":\"+34911222333\",\"event\":\"FLAGGED\",\"current_limit\":\"TIER_2K\"}");
            Api.as(shop.tenant())
                    .get("/api/v1/phone-numbers/sending")
                    .then()
                    .body("numbers", hasSize(1))
                    .body("numbers[0].quality", equalTo("red"))
                    .body("numbers[0].messaging_limit", equalTo(2000));
            told("business_capability_update", "{\"max_daily_conversation_per_phone\":1}");
            awaitStatus(shop.notify(requestSend, to), "sent");
            awaitStatus(shop.notify(requestSend, to), "sent"); // the same person again
            var another = shop.notify(requestSend, Shop.somebody());
            assertThat(verdict(another)).isEqualTo("number.limit");
            told("business_capability_update", "{\"max_daily_conversations_per_business\":\"TIER_UNLIMITED\"}");
            assertThat(shop.status(shop.notify(requestSend, Shop.somebody()))).isNotEqualTo("deferred");
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                quoteCharacter = '`',
                value = {
                    "account.disabled   | {\"event\":\"DISABLED_UPDATE\",\"ban_info\":{\"waba_ban_state\":[\"DISABLE\"]}}",
                    "account.restricted | {\"event\":\"ACCOUNT_RESTRICTION\",\"restriction_info\":[{\"restriction_type\":\"X\"}]}"
                })
        void pause_and_resume_its_numbers(String reason, String news) {
            told("account_update", news);
            Api.as(shop.tenant())
                    .get("/api/v1/phone-numbers/" + shop.number())
                    .then()
                    .body("status", equalTo("paused"))
                    .body("status_reason", equalTo(reason));
            assertThat(verdict(shop.notify(requestSend, to))).isEqualTo("number.paused");
            told("account_update", "{\"event\":\"ACCOUNT_REINSTATED\"}");
            awaitStatus(shop.notify(requestSend, to), "sent");
        }
    }
}
