package io.tidings.messaging.send.adapter.rest;

import static io.tidings.testkit.infra.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.smallrye.mutiny.Uni;
import io.tidings.messaging.Api;
import io.tidings.messaging.ScriptedSender;
import io.tidings.messaging.Shop;
import io.tidings.messaging.dispatch.domain.ProviderError;
import io.tidings.messaging.dispatch.domain.SendOutcome;
import io.tidings.messaging.message.domain.Attached;
import io.tidings.messaging.message.domain.Attached.Frame;
import io.tidings.messaging.message.domain.Attached.FrameButton;
import io.tidings.testkit.infra.Database;
import io.tidings.testkit.infra.TidingsInfra;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.List;

import jakarta.inject.Inject;

/** Headers and buttons of templates: declared, filled, refused, sent and shown. */
@QuarkusTest
@QuarkusTestResource(TidingsInfra.class)
class TemplateParametersApiTest {
    private static final String MESSAGES = "/api/v1/messages";
    private static final String HEADER = "\"header\":{\"type\":\"text\",\"text\":\"1001\"}";
    private static final String BUTTONS = "\"buttons\":[{\"index\":1,\"type\":\"copy_code\",\"value\":\"HALF\"},"
            + "{\"index\":0,\"type\":\"url\",\"value\":\"1001\"},{\"index\":2,\"type\":\"quick_reply\",\"value\":\"stop:7\"}]";
    private static final String NAME = "\"named_parameters\":{\"name\":\"Ana\"}";
    private static final Frame SENT = new Frame(
            List.of("name"),
            new Attached.Words("Order 1001", "1001", "order"),
            List.of(
                    new FrameButton("url", "Track", "1001", "https://shop.example/o/1001"),
                    new FrameButton("copy_code", null, "HALF", null),
                    new FrameButton("quick_reply", "Stop", "stop:7", null)));

    @Inject
    ScriptedSender provider;

    private final String person = Shop.somebody();

    private Shop shop;

    @BeforeEach
    void a_shop_has_a_template_with_everything_and_one_with_a_bill_above() {
        shop = Shop.open();
        add(
                "sent_off",
                "\"header\":\"Order {{order}}\",\"header_example\":\"7\",\"body\":\"Hi {{name}}, here it comes.\","
                        + "\"examples\":[\"Ana\"],\"buttons\":["
                        + "{\"type\":\"url\",\"text\":\"Track\",\"value\":\"https://shop.example/o/{{1}}\",\"example\":\"7\"},"
                        + "{\"type\":\"copy_code\",\"example\":\"SAVE25\"},{\"type\":\"quick_reply\",\"text\":\"Stop\"}]");
        add("bill", "\"header_format\":\"document\",\"header_example\":\"4::aW\",\"body\":\"Your bill is here\"");
        add("shop", "\"header_format\":\"location\",\"body\":\"We are here now\"");
        Database.update("update templates set status = 'approved' where tenant_id = ?", shop.tenant());
    }

    @Test
    void what_was_declared_is_shown() {
        Api.as(shop.tenant())
                .get("/api/v1/templates")
                .then()
                .body("items.find { it.name == 'sent_off' }.header", equalTo("Order {{order}}"))
                .body("items.find { it.name == 'sent_off' }.header_format", equalTo("text"))
                .body("items.find { it.name == 'sent_off' }.header_example", equalTo("7"))
                .body("items.find { it.name == 'sent_off' }.parameter_format", equalTo("named"))
                .body("items.find { it.name == 'sent_off' }.buttons.example", contains("7", "SAVE25", null))
                .body("items.find { it.name == 'bill' }.header_format", equalTo("document"));
    }

    @Test
    void header_and_buttons_are_filled_sent_and_shown() {
        var members = template("sent_off", NAME + "," + HEADER + "," + BUTTONS);
        shown(post("/preview", members).statusCode(200));
        assertThat(messages()).isZero();
        var id = post("", members).statusCode(202).extract().<String>path("id");
        await().untilAsserted(() -> assertThat(provider.callsTo(person)).hasSize(1));
        assertThat(provider.callsTo(person).getFirst().message().attached()).isEqualTo(SENT);
        shown(Api.as(shop.tenant()).get(MESSAGES + "/" + id).then().statusCode(200));
    }

    private static void shown(ValidatableResponse answer) {
        answer.body("text", equalTo("Hi Ana, here it comes."))
                .body("content.type", equalTo("template"))
                .body("content.names", nullValue())
                .body("content.header.text", equalTo("Order 1001"))
                .body("content.buttons.type", contains("url", "copy_code", "quick_reply"))
                .body("content.buttons.value", contains("1001", "HALF", "stop:7"))
                .body("content.buttons[0].target", equalTo("https://shop.example/o/1001"));
    }

    @Test
    void a_file_or_a_place_goes_above_the_body() {
        post(
                        "",
                        template(
                                "bill",
                                "\"header\":{\"type\":\"document\",\"link\":\"https://shop.example/7.pdf\",\"filename\":\"7.pdf\"}"))
                .statusCode(202)
                .body("content.header.link", equalTo("https://shop.example/7.pdf"))
                .body("content.header.filename", equalTo("7.pdf"));
        post(
                        "",
                        template(
                                "shop",
                                "\"header\":{\"type\":\"location\",\"latitude\":40.4,\"longitude\":-3.7,"
                                        + "\"name\":\"Casa Ana\",\"address\":\"Calle Mayor 1\"}"))
                .statusCode(202)
                .body("content.header.latitude", equalTo(40.4f))
                .body("content.header.address", equalTo("Calle Mayor 1"));
        await().untilAsserted(() -> assertThat(provider.callsTo(person).stream()
                        .map(call -> ((Frame) call.message().attached()).head()))
                .containsExactlyInAnyOrder(
                        new Attached.Media(Attached.Kind.DOCUMENT, "https://shop.example/7.pdf", "7.pdf"),
                        new Attached.Location(40.4, -3.7, "Casa Ana", "Calle Mayor 1")));
    }

    @Test
    void a_fallback_brings_its_header_and_buttons_along() {
        var id = post(
                        "",
                        "\"text\":{\"body\":\"Hello\"},\"fallback\":{\"name\":\"sent_off\"," + NAME + "," + HEADER + ","
                                + BUTTONS + "}")
                .statusCode(202)
                .body("template", equalTo("sent_off"))
                .body("content.header.text", equalTo("Order 1001"))
                .extract()
                .<String>path("id");
        await().untilAsserted(() -> assertThat(provider.callsTo(person)).hasSize(1));
        assertThat(provider.callsTo(person).getFirst().message().attached())
                .as(id)
                .isEqualTo(SENT);
    }

    @Test
    void a_fallback_waits_with_its_header_until_the_window_has_closed() {
        shop.says(person, "Hello there");
        await().untilAsserted(() -> assertThat(
                        Database.count("select count(*) from conversations where tenant_id = ?", shop.tenant()))
                .isEqualTo(1));
        provider.script(
                person,
                call -> Uni.createFrom()
                        .item(
                                call.message().template() == null
                                        ? new SendOutcome.Rejected(ProviderError.ofCode(131047, null, false))
                                        : new SendOutcome.Accepted(
                                                "wamid." + call.message().id(), null)));
        post(
                        "",
                        "\"text\":{\"body\":\"Hello\"},\"fallback\":{\"name\":\"sent_off\"," + NAME + "," + HEADER + ","
                                + BUTTONS + "}")
                .statusCode(202)
                .body("content", nullValue());
        await().untilAsserted(() -> assertThat(provider.callsTo(person)).hasSize(2));
        assertThat(provider.callsTo(person).getLast().message().attached()).isEqualTo(SENT);
    }

    @Test
    void a_template_alone_is_previewed_with_all_that_is_around_it() {
        Api.as(shop.tenant())
                .body("{\"name\":\"sent_off\",\"parameters\":{\"name\":\"Ana\"}," + HEADER + "," + BUTTONS + "}")
                .post("/api/v1/templates/preview")
                .then()
                .statusCode(200)
                .body("text", equalTo("Hi Ana, here it comes."))
                .body("content.header.text", equalTo("Order 1001"));
    }

    @Test
    void a_rule_cannot_speak_with_what_wants_something_of_each_message() {
        Api.as(shop.tenant())
                .body("{\"enabled\":true,\"template\":\"bill\"}")
                .put("/api/v1/notification-rules/order_shipped/customer")
                .then()
                .statusCode(422)
                .body("code", equalTo("rule.template"))
                .body("missing", contains("header"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "sent_off | \"named_parameters\":{\"name\":\"Ana\"} | template.parameters | header, buttons[0], buttons[1] | ",
                "sent_off | \"named_parameters\":{\"name\":\"Ana\"},\"header\":{\"type\":\"text\",\"text\":\"7\"},"
                        + "\"buttons\":[{\"index\":0,\"type\":\"url\",\"value\":\"7\"},"
                        + "{\"index\":1,\"type\":\"copy_code\",\"value\":\"A\"},{\"index\":3,\"type\":\"url\",\"value\":\"7\"}]"
                        + " | template.parameters | | buttons[3]",
                "shop | \"parameters\":[\"Ana\"] | template.parameters | | parameters[0]",
                "bill | \"header\":{\"type\":\"document\",\"link\":\"https://a.b\"},"
                        + "\"buttons\":[{\"index\":0,\"type\":\"quick_reply\",\"value\":\"x\"}] | template.parameters | | buttons[0]"
            })
    void missing_and_surplus_parameters_are_refused_and_leave_nothing(
            String name, String members, String code, String missing, String surplus) {
        post("", template(name, members))
                .statusCode(422)
                .contentType("application/problem+json")
                .body("code", equalTo(code))
                .body("missing", equalTo(list(missing)))
                .body("surplus", equalTo(list(surplus)));
        assertThat(messages()).isZero();
    }

    private static List<String> list(String names) {
        return names == null ? List.of() : List.of(names.split(", "));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "bill | {\"type\":\"image\",\"link\":\"https://a.b/c.png\"} | template.parameter-kind",
                "bill | {\"type\":\"text\",\"text\":\"7\"} | template.parameter-kind",
                "bill | {\"type\":\"document\",\"link\":\"http://a.b/c.pdf\"} | template.parameter-link",
                "bill | {\"type\":\"document\",\"link\":\"https://a.b/c.pdf\",\"filename\":\"../c\"} | template.parameter-form",
                "bill | {\"type\":\"document\"} | template.parameter-form",
                "bill | {\"type\":\"document\",\"link\":\"https://a.b/c.pdf\",\"text\":\"x\"} | template.parameter-form",
                "shop | {\"type\":\"location\",\"latitude\":91,\"longitude\":0,\"name\":\"a\",\"address\":\"b\"}"
                        + " | template.parameter-form",
                "shop | {\"type\":\"location\",\"latitude\":1,\"longitude\":0} | template.parameter-form"
            })
    void a_header_of_another_kind_or_form_is_refused_by_its_name(String name, String header, String code) {
        for (var path : List.of("", "/preview")) {
            post(path, template(name, "\"header\":" + header))
                    .statusCode(422)
                    .body("code", equalTo(code))
                    .body("parameter", equalTo("header"));
        }
        assertThat(messages()).isZero();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"index\":1,\"type\":\"url\",\"value\":\"x\"} | template.parameter-kind | buttons[1]",
                "{\"index\":0,\"type\":\"url\",\"value\":\"a b\"} | template.parameter-form | buttons[0]",
                "{\"index\":1,\"type\":\"copy_code\",\"value\":\"1234567890123456\"} | template.parameter-form | buttons[1]",
                "{\"index\":10,\"type\":\"url\",\"value\":\"x\"} | request.invalid | ",
                "{\"index\":0,\"type\":\"flow\",\"value\":\"x\"} | request.invalid | "
            })
    void a_button_of_another_kind_or_form_is_refused_by_its_name(String button, String code, String parameter) {
        post("", template("sent_off", NAME + "," + HEADER + ",\"buttons\":[" + button + "]"))
                .statusCode(422)
                .body("code", equalTo(code))
                .body("parameter", equalTo(parameter));
        assertThat(messages()).isZero();
    }

    @Test
    void values_of_the_body_are_named_when_their_form_is_wrong() {
        post("", template("sent_off", "\"named_parameters\":{\"name\":\"a\\nb\"}"))
                .statusCode(422)
                .body("code", equalTo("template.parameter-form"))
                .body("parameter", equalTo("named_parameters.name"));
    }

    private long messages() {
        return Database.count("select count(*) from messages where tenant_id = ?", shop.tenant());
    }

    private void add(String name, String content) {
        Api.as(shop.tenant())
                .body("{\"name\":\"" + name + "\",\"language\":\"en\",\"content\":{\"category\":\"utility\"," + content
                        + "}}")
                .post("/api/v1/templates")
                .then()
                .statusCode(201);
    }

    private static String template(String name, String members) {
        return "\"template\":{\"name\":\"" + name + "\"," + members + "}";
    }

    private ValidatableResponse post(String path, String members) {
        return Api.as(shop.tenant())
                .body("{\"to\":\"+" + person + "\"," + members + "}")
                .post(MESSAGES + path)
                .then();
    }
}
