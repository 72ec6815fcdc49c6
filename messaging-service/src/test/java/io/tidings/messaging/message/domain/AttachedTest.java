package io.tidings.messaging.message.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidings.messaging.message.application.AttachedJson;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;
import java.util.stream.IntStream;

class AttachedTest {
    private static final List<Attached.FrameButton> BUTTONS =
            List.of(new Attached.FrameButton("url", "Track", "7", "https://a.example/7"));

    @Test
    void what_is_kept_reads_back_the_same() {
        for (var attached : List.of(
                Attached.media(Attached.Kind.DOCUMENT, "https://a.example/x.pdf", "Look", "x.pdf"),
                Attached.buttons(List.of(new Attached.Button("1", "Yes"))),
                new Attached.Frame(List.of("name", "code"), null, List.of()),
                new Attached.Frame(List.of(), new Attached.Words("Order 7", "7", "order"), BUTTONS),
                new Attached.Frame(List.of(), new Attached.Location(40.4, -3.7, "Casa Ana", "Calle 1"), List.of()),
                new Attached.Frame(
                        List.of(), Attached.media(Attached.Kind.IMAGE, "https://a.example/x", null, null), BUTTONS),
                new Attached.Received(Attached.Kind.IMAGE, "123", "image/jpeg", null))) {
            assertThat(AttachedJson.read(AttachedJson.write(attached))).isEqualTo(attached);
        }
        assertThat(AttachedJson.read(AttachedJson.write(null))).isNull();
    }

    @Test
    void names_alone_are_kept_as_they_were_before_there_were_headers() {
        assertThat(AttachedJson.write(new Attached.Frame(List.of("name"), null, List.of())))
                .isEqualTo("{\"type\":\"names\",\"names\":[\"name\"]}");
    }

    @Test
    void names_are_nothing_to_show() {
        var names = new Attached.Frame(List.of("name"), null, List.of());
        assertThat(AttachedJson.shown(AttachedJson.write(names))).isNull();
        var more = new Attached.Frame(List.of("name"), null, BUTTONS);
        assertThat(AttachedJson.shown(AttachedJson.write(more))).hasToString("""
                {"type":"template","buttons":[{"type":"url","text":"Track","value":"7",\
                "target":"https://a.example/7"}]}""");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"http://a.example/x", "ftp://a.example", "https://", "nonsense", "https://me@a.example/x", "//a"
            })
    void a_link_is_https(String link) {
        assertThatThrownBy(() -> Attached.media(Attached.Kind.IMAGE, link, null, null))
                .isInstanceOf(Attached.BadMedia.class);
    }

    @Test
    void captions_and_names_go_where_the_provider_takes_them() {
        for (var kind : List.of(Attached.Kind.AUDIO, Attached.Kind.STICKER)) {
            assertThatThrownBy(() -> Attached.media(kind, "https://a.example/x", "Look", null))
                    .isInstanceOf(Attached.BadMedia.class);
        }
        for (var name : List.of("../x.pdf", "a\nb", "x".repeat(241))) {
            assertThatThrownBy(() -> Attached.media(Attached.Kind.DOCUMENT, "https://a.example/x", null, name))
                    .isInstanceOf(Attached.BadMedia.class);
        }
        assertThatThrownBy(() -> Attached.media(Attached.Kind.IMAGE, "https://a.example/x", null, "x.png"))
                .isInstanceOf(Attached.BadMedia.class);
    }

    @Test
    void buttons_are_one_to_three_short_and_apart() {
        var four = IntStream.range(0, 4)
                .mapToObj(i -> new Attached.Button("" + i, "Label " + i))
                .toList();
        assertThat(Attached.buttons(four.subList(0, 3)).buttons()).hasSize(3);
        for (var wrong : List.of(
                List.<Attached.Button>of(),
                four,
                List.of(new Attached.Button("1", "x".repeat(21))),
                List.of(new Attached.Button("1", "Yes"), new Attached.Button("2", "Yes")))) {
            assertThatThrownBy(() -> Attached.buttons(wrong)).isInstanceOf(Attached.BadButtons.class);
        }
    }
}
