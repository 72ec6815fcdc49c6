package io.tidings.messaging.template.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tidings.messaging.message.domain.Attached;
import io.tidings.messaging.message.domain.Attached.FrameButton;
import io.tidings.messaging.template.domain.Header.Format;
import io.tidings.runtime.problem.Refusal;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;
import java.util.Map;

class FilledTemplateTest {
    private static final Header ORDER = new Header(Format.TEXT, "Order {{order}}", "1001");
    private static final TemplateButton TRACK =
            new TemplateButton("url", "Track", "https://shop.example/o/{{1}}", "1001");
    private static final TemplateButton SHOP = new TemplateButton("url", "Shop", "https://shop.example/", null);
    private static final TemplateButton CODE = new TemplateButton("copy_code", null, null, "SAVE25");
    private static final TemplateButton STOP = new TemplateButton("quick_reply", "Stop", null, null);
    private static final List<TemplateButton> ALL = List.of(TRACK, SHOP, CODE, STOP);

    @Test
    void everything_in_its_place_is_what_the_person_sees() {
        var filled = fill(
                named(ORDER, ALL),
                new HeaderValue.Text("7 $1 {{order}}"),
                new ButtonValue(3, "quick_reply", "stop:7"),
                new ButtonValue(0, "url", "7?a=b"),
                new ButtonValue(2, "copy_code", "HALF"));
        assertThat(filled.text()).isEqualTo("Hi Ana!");
        assertThat(filled.frame())
                .isEqualTo(new Attached.Frame(
                        List.of("name"),
                        new Attached.Words("Order 7 $1 {{order}}", "7 $1 {{order}}", "order"),
                        List.of(
                                new FrameButton("url", "Track", "7?a=b", "https://shop.example/o/7?a=b"),
                                new FrameButton("url", "Shop", null, "https://shop.example/"),
                                new FrameButton("copy_code", null, "HALF", null),
                                new FrameButton("quick_reply", "Stop", "stop:7", null))));
    }

    @Test
    void a_body_alone_has_no_frame_and_a_quick_reply_needs_no_value() {
        var body = new Template("hi", "utility", "en", "Hi {{1}}!", List.of("name"));
        assertThat(FilledTemplate.of(body, Values.ordered(List.of("Ana"))).frame())
                .isNull();
        assertThat(fill(named(null, List.of(STOP)), null).frame()).isNotNull();
    }

    @ParameterizedTest
    @EnumSource(
            value = Format.class,
            names = {"IMAGE", "VIDEO", "DOCUMENT"})
    void a_file_goes_above_the_body(Format format) {
        var file = new HeaderValue.Media(format, "https://shop.example/x", null);
        var frame =
                fill(named(new Header(format, null, "4::aW"), List.of()), file).frame();
        assertThat(frame.head())
                .isEqualTo(new Attached.Media(Attached.Kind.of(format.wire()), "https://shop.example/x", null));
    }

    @Test
    void missing_and_surplus_parameters_are_named() {
        var refusal = refusal(() -> FilledTemplate.of(named(ORDER, ALL), values(null)));
        assertThat(refusal.code()).isEqualTo("template.parameters");
        assertThat(refusal.facts())
                .containsEntry("missing", List.of("header", "buttons[0]", "buttons[2]"))
                .containsEntry("surplus", List.of());
        var plain = new Header(Format.TEXT, "Welcome", null);
        for (var header : new Header[] {null, plain}) {
            assertThat(refusal(() -> fill(
                                    named(header, List.of(STOP, SHOP)),
                                    new HeaderValue.Text("x"),
                                    new ButtonValue(1, "url", "x"),
                                    new ButtonValue(0, "quick_reply", "x"),
                                    new ButtonValue(0, "quick_reply", "y"),
                                    new ButtonValue(4, "url", "x")))
                            .facts())
                    .containsEntry("missing", List.of())
                    .containsEntry("surplus", List.of("header", "buttons[1]", "buttons[0]", "buttons[4]"));
        }
    }

    @Test
    void parameters_of_the_body_are_named_too_but_no_echo_of_what_is_no_name() {
        var template = new Template("hi", "utility", "en", "A {{1}} b {{2}} c", List.of("one", "two"));
        assertThat(refusal(() -> FilledTemplate.of(template, Values.ordered(List.of("x"))))
                        .facts())
                .containsEntry("missing", List.of("parameters[1]"))
                .containsEntry("surplus", List.of());
        assertThat(refusal(() -> FilledTemplate.of(template, Values.ordered(List.of("x", "y", "z"))))
                        .facts())
                .containsEntry("surplus", List.of("parameters[2]"));
        var wrong = new Values(new Values.Body.Named(Map.of("one", "x", "three", "y", "<script>", "z")));
        assertThat(refusal(() -> FilledTemplate.of(template, wrong)).facts())
                .containsEntry("missing", List.of("named_parameters.two"))
                .containsEntry("surplus", List.of("named_parameters", "named_parameters.three"));
    }

    @Test
    void another_kind_is_refused_with_the_one_it_should_be() {
        var image = new HeaderValue.Media(Format.IMAGE, "https://shop.example/x", null);
        var header = refusal(() -> fill(named(ORDER, List.of()), image));
        assertThat(header.code()).isEqualTo("template.parameter-kind");
        assertThat(header.facts()).containsEntry("parameter", "header").containsEntry("expected", "text");
        assertThat(refusal(() -> fill(named(null, List.of(STOP, TRACK)), null, new ButtonValue(1, "copy_code", "X")))
                        .facts())
                .containsEntry("parameter", "buttons[1]")
                .containsEntry("expected", "url");
    }

    @Test
    void a_header_stays_within_its_sixty_characters() {
        assertThat(fill(named(ORDER, List.of()), new HeaderValue.Text("x".repeat(54))))
                .isNotNull();
        assertForm("header", () -> fill(named(ORDER, List.of()), new HeaderValue.Text("x".repeat(55))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a\nb", "a\tb", "a    b"})
    void a_header_takes_no_other_text_than_a_body(String text) {
        assertForm("header", () -> new HeaderValue.Text(text));
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "url, a b",
                "url, ñ",
                "url, %zz",
                "url, ``",
                "url, a\\b",
                "copy_code, AB-1",
                "copy_code, 1234567890123456",
                "copy_code, ``",
                "quick_reply, ` `"
            })
    void what_a_button_does_not_take_is_refused(String type, String value) {
        assertForm("buttons[1]", () -> new ButtonValue(1, type, value));
    }

    @Test
    void a_url_ends_with_1900_characters_at_most_and_whole_escapes() {
        assertThat(new ButtonValue(0, "url", "a".repeat(1900))).isNotNull();
        assertThat(new ButtonValue(0, "url", "%C3".repeat(633))).isNotNull();
        assertForm("buttons[0]", () -> new ButtonValue(0, "url", "a".repeat(1901)));
        assertForm("buttons[0]", () -> new ButtonValue(0, "url", "a%4"));
    }

    @Test
    void an_address_has_at_most_2000_characters_once_it_is_filled() {
        var track = new TemplateButton("url", "Track", "https://shop.example/" + "o".repeat(1000) + "{{1}}", "1001");
        var template = named(null, List.of(track));
        assertThat(fill(template, null, new ButtonValue(0, "url", "a".repeat(979))))
                .isNotNull();
        assertForm("buttons[0]", () -> fill(template, null, new ButtonValue(0, "url", "a".repeat(980))));
    }

    @Test
    void a_payload_has_at_most_128_characters_and_no_control_characters() {
        assertThat(new ButtonValue(0, "quick_reply", "😀".repeat(128))).isNotNull();
        assertForm("buttons[0]", () -> new ButtonValue(0, "quick_reply", "x".repeat(129)));
        assertForm("buttons[0]", () -> new ButtonValue(0, "quick_reply", "a\nb"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://shop.example/x", "https://", "https://me@shop.example/x", "x"})
    void a_file_comes_by_https(String link) {
        var refusal = refusal(() -> new HeaderValue.Media(Format.IMAGE, link, null));
        assertThat(refusal.code()).isEqualTo("template.parameter-link");
        assertThat(refusal.facts()).containsEntry("parameter", "header");
    }

    @Test
    void file_names_belong_to_documents_and_locations_to_the_globe() {
        assertForm("header", () -> new HeaderValue.Media(Format.IMAGE, "https://shop.example/x", "x.png"));
        assertForm("header", () -> new HeaderValue.Media(Format.DOCUMENT, "https://shop.example/x", "../x"));
        assertForm("header", () -> new HeaderValue.Location(90.1, 0, "Pole", "North"));
        assertForm("header", () -> new HeaderValue.Location(0, Double.NaN, "Nowhere", "Never"));
        assertForm("header", () -> new HeaderValue.Location(0, 0, " ", "Null Island"));
    }

    private static Template named(Header header, List<TemplateButton> buttons) {
        return new Template("hi", "utility", "en", header, "Hi {{name}}!", List.of("name"), true, buttons);
    }

    private static Values values(HeaderValue header, ButtonValue... buttons) {
        return new Values(new Values.Body.Named(Map.of("name", "Ana")), header, List.of(buttons));
    }

    private static FilledTemplate fill(Template template, HeaderValue header, ButtonValue... buttons) {
        return FilledTemplate.of(template, values(header, buttons));
    }

    private static void assertForm(String parameter, ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(Template.BadParameter.class, refusal -> {
            assertThat(refusal.code()).isEqualTo("template.parameter-form");
            assertThat(refusal.facts()).containsEntry("parameter", parameter);
        });
    }

    private static Refusal refusal(ThrowingCallable call) {
        return catchThrowableOfType(Refusal.class, call);
    }
}
