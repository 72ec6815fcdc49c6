package io.tidings.messaging.template.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidings.messaging.template.domain.Header.Format;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.Arrays;
import java.util.List;

/** What a tenant may declare around the body of a template. */
class TemplateTextTest {
    private static final String NOTHING = "Thank you for your order";

    @Test
    void header_and_body_count_their_places_or_name_them_both() {
        var numbered = new Header(Format.TEXT, "Order {{1}}", "7");
        var named = new Header(Format.TEXT, "Order {{order}}", "7");
        assertThat(read(numbered, NOTHING).named()).isFalse();
        assertThat(read(named, NOTHING).named()).isTrue();
        assertThat(read(new Header(Format.TEXT, "Welcome", null), NOTHING).named())
                .isFalse();
        assertThat(TemplateText.read(named, "Hi {{name}}.", null, List.of(), List.of("Ana"), List.of())
                        .variables())
                .containsExactly("name");
        assertThat(TemplateText.read(numbered, "Hi {{1}}.", null, List.of("name"), List.of("Ana"), List.of())
                        .variables())
                .containsExactly("name");
        refuses(() -> TemplateText.read(numbered, "Hi {{name}}.", null, List.of(), List.of("Ana"), List.of()));
        refuses(() -> TemplateText.read(named, "Hi {{1}}.", null, List.of(), List.of("Ana"), List.of()));
    }

    @ParameterizedTest
    @CsvSource({
        "TEXT, , ",
        "TEXT, ' ', ",
        "TEXT, 'a\nb', ",
        "TEXT, Order {{2}}, 7",
        "TEXT, Order {{Order}}, 7",
        "TEXT, Order {{}}, 7",
        "TEXT, {{1}} of {{2}}, 7",
        "TEXT, Order {{1}}, ",
        "TEXT, Order, 7",
        "TEXT, Order {{, ",
        "IMAGE, , ",
        "IMAGE, Picture, 4::aW",
        "VIDEO, , https://shop.example/film.mp4",
        "DOCUMENT, , 4::a W",
        "LOCATION, , 4::aW",
        "LOCATION, Here, "
    })
    void a_header_is_what_the_provider_reviews(Format format, String text, String example) {
        refuses(() -> read(new Header(format, text == null ? null : text.translateEscapes(), example), NOTHING));
    }

    @Test
    void files_have_a_handle_and_locations_nothing_to_look_at() {
        for (var format : List.of(Format.IMAGE, Format.VIDEO, Format.DOCUMENT)) {
            assertThat(read(new Header(format, null, "4::aW"), NOTHING)).isNotNull();
        }
        assertThat(read(new Header(Format.LOCATION, null, null), NOTHING)).isNotNull();
    }

    @ParameterizedTest
    @CsvSource({
        "url, Track, https://shop.example/o/{{1}}, 7, true",
        "url, Track, https://shop.example/?o={{1}}, 7, true",
        "url, Track, https://shop.example/o/{{1}}, , false",
        "url, Track, https://shop.example/o/{{1}}, a b, false",
        "url, Track, https://shop.example/o/{{1}}/x, 7, false",
        "url, Track, https://shop.{{1}}, example, false",
        "url, Track, https://{{1}}, shop.example, false",
        "url, Track, http://shop.example/{{1}}, 7, false",
        "url, Track, https://shop.example/{{order}}, 7, false",
        "url, Track, https://shop.example/, 7, false",
        "url, , https://shop.example/, , false",
        "quick_reply, Stop, , , true",
        "quick_reply, Stop, , stop, false",
        "copy_code, , , SAVE25, true",
        "copy_code, , , , false",
        "copy_code, , , SAVE-25, false",
        "copy_code, Copy, , SAVE25, false",
        "phone_number, Call, +34911222333, , true",
        "phone_number, Call, +34911222333, 1, false"
    })
    void a_button_is_what_the_provider_reviews(String type, String text, String value, String example, boolean fits) {
        var button = new TemplateButton(type, text, value, example);
        if (fits) {
            assertThat(read(null, NOTHING, button).buttons()).containsExactly(button);
        } else {
            refuses(() -> read(null, NOTHING, button));
        }
    }

    @Test
    void there_is_one_code_to_copy() {
        var code = new TemplateButton("copy_code", null, null, "SAVE25");
        refuses(() -> read(null, NOTHING, code, code));
    }

    private static TemplateText read(Header header, String body, TemplateButton... buttons) {
        return TemplateText.read(header, body, null, List.of(), List.of(), Arrays.asList(buttons));
    }

    private static void refuses(ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOf(TemplateText.Improper.class);
    }
}
