package io.tidings.messaging.intake.adapter.whatsapp;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidings.messaging.contact.domain.Bsuid;
import io.tidings.messaging.intake.application.StoreChanges;
import io.tidings.messaging.intake.domain.OptWords.Wish;
import io.tidings.messaging.message.domain.MessageStatus;
import io.tidings.runtime.tenancy.TenantId;
import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;

class ChangeReaderTest {
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
    private static final TenantId TENANT = new TenantId(new UUID(1, 2));
    private static final UUID NUMBER = new UUID(3, 4);
    private static final UUID MESSAGE = new UUID(5, 6);

    @Test
    void a_status_carries_our_own_id_back() {
        var told = read("""
                {"statuses":[{"id":"wamid.1","status":"delivered","timestamp":"1795341600","recipient_id":"34600111222",
                  "biz_opaque_callback_data":"%s:%s"}]}""".formatted(TENANT, MESSAGE));

        var command = told.statuses().getFirst();
        assertThat(command.message()).isEqualTo(MESSAGE);
        assertThat(command.report().status()).isEqualTo(MessageStatus.DELIVERED);
        assertThat(command.report().at()).isEqualTo(Instant.ofEpochSecond(1795341600));
    }

    @Test
    void another_tenants_id_in_a_status_counts_for_nothing() {
        var told = read("""
                {"statuses":[{"id":"wamid.1","status":"read","biz_opaque_callback_data":"%s:%s"},
                             {"id":"wamid.2","status":"read","biz_opaque_callback_data":"nonsense"}]}""".formatted(new UUID(9, 9), MESSAGE));

        assertThat(told.statuses()).extracting(c -> c.message()).containsOnlyNulls();
    }

    @Test
    void a_failure_brings_code_and_details() {
        var told = read("""
                {"statuses":[{"id":"wamid.1","status":"failed","errors":[{"code":131049,"title":"x",
                  "error_data":{"details":"Healthy ecosystem"}}]}]}""");

        var error = told.statuses().getFirst().report().error();
        assertThat(error.code()).isEqualTo("whatsapp.131049");
        assertThat(error.detail()).isEqualTo("Healthy ecosystem");
    }

    @Test
    void one_bad_entry_leaves_its_neighbours() {
        var told = read("""
                {"statuses":[{"id":"wamid.1","status":"sent"},{"status":"sent"},{"id":"wamid.2","status":"nonsense"},7,null,
                             {"id":"wamid.3","status":"read"}],
                 "messages":[{"id":"wamid.4","from":"not a number","type":"text"},{"id":"wamid.5","from":"34600111222",
                   "type":"text","text":{"body":"hi"}}]}""");

        assertThat(told.statuses()).hasSize(2);
        assertThat(told.messages()).hasSize(1);
        assertThat(told.unusable()).isEqualTo(5);
    }

    @Test
    void buttons_lists_and_captions_are_words_too() {
        assertThat(text("\"type\":\"button\",\"button\":{\"payload\":\"STOP\",\"text\":\"No more\"}"))
                .isEqualTo("No more");
        assertThat(text("\"type\":\"interactive\",\"interactive\":{\"button_reply\":{\"id\":\"b\",\"title\":\"Yes\"}}"))
                .isEqualTo("Yes");
        assertThat(text("\"type\":\"interactive\",\"interactive\":{\"list_reply\":{\"id\":\"b\",\"title\":\"Two\"}}"))
                .isEqualTo("Two");
        assertThat(text("\"type\":\"image\",\"image\":{\"id\":\"1\",\"caption\":\"Broken\"}"))
                .isEqualTo("Broken");
        assertThat(text("\"type\":\"sticker\",\"sticker\":{\"id\":\"1\"}")).isNull();
    }

    @Test
    void a_quick_reply_can_be_a_stop() {
        var told = read("{\"messages\":[{\"id\":\"w\",\"from\":\"34600111222\",\"type\":\"button\","
                + "\"button\":{\"payload\":\"STOP\",\"text\":\"No more\"},\"context\":{\"id\":\"wamid.q\"}}]}");

        assertThat(told.messages().getFirst().message().wish())
                .map(f -> f.wish())
                .contains(Wish.STOP);
    }

    @Test
    void preferences_set_in_the_app_are_wishes() {
        var told = read("""
                {"user_preferences":[{"wa_id":"34600111222","category":"marketing_messages","value":"stop"},
                                     {"wa_id":"34600111222","category":"other","value":"stop"}]}""");

        assertThat(told.preferences())
                .singleElement()
                .satisfies(c -> assertThat(c.wish()).isEqualTo(Wish.STOP));
    }

    @Test
    void somebody_without_a_phone_is_known_by_the_id() {
        var told = read("""
                {"contacts":[{"user_id":"ES.1349","parent_user_id":"ES.ENT.77","profile":{"username":"ana_mar"}}],
                 "messages":[{"id":"w1","from_user_id":"ES.1349","type":"text","text":{"body":"hi"}},
                             {"id":"w2","from":"ES.1349","type":"text","text":{"body":"hi"}},
                             {"id":"w3","from_user_id":"nonsense","type":"text","text":{"body":"hi"}}],
                 "user_preferences":[{"user_id":"ES.1349","category":"marketing_messages","value":"stop"}]}""");

        var sender = told.messages().getFirst().message().from();
        assertThat(sender.waId()).isNull();
        assertThat(sender.bsuid()).isEqualTo(new Bsuid("ES.1349", "ES.ENT.77"));
        assertThat(sender.name()).isEqualTo("ana_mar");
        assertThat(told.messages()).hasSize(2);
        assertThat(told.preferences()).hasSize(1);
        assertThat(told.unusable()).isEqualTo(1);
    }

    @Test
    void a_changed_number_is_no_message() {
        var told = read("""
                {"messages":[{"id":"w","from":"34600111222","type":"system",
                  "system":{"type":"user_changed_number","wa_id":"34600333444","body":"User A changed"}},
                 {"id":"x","from":"34600111222","type":"system","system":{"type":"user_changed_number"}}]}""");

        assertThat(told.messages()).isEmpty();
        assertThat(told.moves()).singleElement().satisfies(move -> {
            assertThat(move.oldWaId()).isEqualTo("34600111222");
            assertThat(move.newWaId()).isEqualTo("34600333444");
        });
        assertThat(told.unusable()).isEqualTo(1);
    }

    @Test
    void an_advertisement_comes_with_what_is_known_of_it() {
        var told = read("""
                {"messages":[{"id":"w","from":"34600111222","type":"text","text":{"body":"hi"},
                  "referral":{"source_type":"ad","source_id":"12","ctwa_clid":"c","image_url":"x","headline":7}}]}""");

        assertThat(told.messages().getFirst().message().referral())
                .isEqualTo(Map.of("source_type", "ad", "source_id", "12", "ctwa_clid", "c", "headline", "7"));
    }

    @Test
    void odd_times_and_long_texts_are_made_storable() {
        var told = read(
                "{\"messages\":[{\"id\":\"w\",\"from\":\"34600111222\",\"type\":\"text\",\"timestamp\":\"99999999999999\","
                        + "\"text\":{\"body\":\"" + "😀".repeat(4_000) + "\"}}]}");

        var message = told.messages().getFirst().message();
        assertThat(message.at()).isEqualTo(NOW);
        assertThat(message.text().length()).isBetween(4_000, 4_096);
        assertThat(message.text()).doesNotContain("?").endsWith("😀");
    }

    @Test
    void a_webhook_is_split_by_number_and_what_postgres_cannot_keep_is_replaced() {
        var split = split("""
                {"object":"whatsapp_business_account","entry":[
                  {"id":"1","changes":[{"field":"messages","value":{"metadata":{"phone_number_id":"1055"},"x":"a\\u0000b\\ud800"}},
                                       {"field":"messages","value":{"metadata":{"phone_number_id":"1066"}}}]},
                  {"id":"2","changes":[{"field":"account_update","value":{}}, 7]},
                  {"id":"3","changes":[{"field":"messages","value":{"metadata":{"phone_number_id":"1055"}}}]}]}""".getBytes(UTF_8)).changesByNumber();

        assertThat(split.keySet()).containsExactly("1055", "1066");
        assertThat(split.get("1055")).hasSize(2);
        assertThat(split.get("1055").getFirst()).contains("a\uFFFDb\uFFFD").doesNotContain("\\u0000");
    }

    @Test
    void what_is_no_json_object_is_refused() {
        for (var body : new String[] {"", "[]", "7", "{", "\u0000", "[".repeat(100_000)}) {
            assertThatThrownBy(() -> split(body.getBytes(UTF_8)))
                    .as(body.length() > 20 ? "deep" : body)
                    .isInstanceOf(WebhookBody.NotJson.class);
        }
    }

    private static String text(String content) {
        var told = read("{\"messages\":[{\"id\":\"w\",\"from\":\"34600111222\"," + content + "}]}");
        return told.messages().getFirst().message().text();
    }

    private static ChangeReader.Told read(String value) {
        return ChangeReader.read(TENANT, NUMBER, WebhookBody.change("{\"value\":" + value + "}"), NOW);
    }

    private static StoreChanges.Command split(byte[] body) {
        return WebhookBody.split(body, new StoreChanges.Signature(true, secrets -> false));
    }
}
