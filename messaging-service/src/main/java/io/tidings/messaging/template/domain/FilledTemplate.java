package io.tidings.messaging.template.domain;

import io.tidings.messaging.message.domain.Attached;
import io.tidings.messaging.message.domain.Attached.Frame;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;

/**
 * A template with something in each of its places, checked so that the provider will not refuse it for them.
 *
 * @param parameters the body's values, in order
 * @param text the body as the person reads it
 * @param frame header, buttons and the names of the parameters; null when it has none of them
 */
public record FilledTemplate(
        Template template,
        List<String> parameters,
        String text,
        @Nullable Frame frame) {

    private static final int LONGEST_URL = 2000;

    /**
     * Fills a template; names the parameters it refuses: missing and surplus ones ({@code template.parameters}), those of
     * another kind ({@code template.parameter-kind}), and what becomes too long ({@code template.parameter-form}).
     */
    public static FilledTemplate of(Template template, Values values) {
        var ordered = switch (values.body()) {
            case Values.Body.Ordered(var list) -> list;
            case Values.Body.Named(var byName) -> template.arrange(byName);
            case Values.Body.Offered(var told) -> template.pick(told);
        };
        var accepted = template.accept(ordered);
        requireFit(template, values);
        return new FilledTemplate(template, accepted, template.render(accepted), frame(template, values));
    }

    private static void requireFit(Template template, Values values) {
        var missing = new ArrayList<>(template.openFrame());
        var surplus = new ArrayList<String>();
        var header = template.header();
        if (values.header() != null) {
            if (header == null || !header.wantsValue()) {
                surplus.add(HeaderValue.PATH);
            } else if (header.format() != values.header().format()) {
                throw new Template.WrongKind(HeaderValue.PATH, header.format().wire());
            }
            missing.remove(HeaderValue.PATH);
        }
        var seen = new HashMap<Integer, ButtonValue>();
        for (var given : values.buttons()) {
            var button = given.index() < template.buttons().size()
                    ? template.buttons().get(given.index())
                    : null;
            if (button == null || !button.takesValue() || seen.put(given.index(), given) != null) {
                surplus.add(given.path());
            } else if (!button.type().equals(given.type())) {
                throw new Template.WrongKind(given.path(), button.type());
            }
            missing.remove(given.path());
        }
        if (!missing.isEmpty() || !surplus.isEmpty()) {
            throw new Template.WrongParameters(missing, surplus);
        }
    }

    private static @Nullable Frame frame(Template template, Values values) {
        var names = template.named() ? template.variables() : List.<String>of();
        var head = template.header() == null ? null : head(template.header(), values.header());
        var buttons = IntStream.range(0, template.buttons().size())
                .mapToObj(i -> button(template.buttons().get(i), i, values.buttons()))
                .toList();
        return names.isEmpty() && head == null && buttons.isEmpty() ? null : new Frame(names, head, buttons);
    }

    private static Attached.Head head(Header header, @Nullable HeaderValue given) {
        return switch (given) {
            case null -> new Attached.Words(header.render(null), null, null);
            case HeaderValue.Text(var value) -> {
                var text = header.render(value);
                if (text.codePointCount(0, text.length()) > Header.LONGEST_TEXT) {
                    throw new Template.BadParameter(HeaderValue.PATH);
                }
                var place = Objects.requireNonNull(header.place());
                yield new Attached.Words(text, value, Character.isDigit(place.charAt(0)) ? null : place);
            }
            case HeaderValue.Media(var format, var link, var filename) ->
                new Attached.Media(Attached.Kind.of(format.wire()), link, filename);
            case HeaderValue.Location(var latitude, var longitude, var name, var address) ->
                new Attached.Location(latitude, longitude, name, address);
        };
    }

    private static Attached.FrameButton button(TemplateButton button, int index, List<ButtonValue> given) {
        var value = given.stream()
                .filter(each -> each.index() == index)
                .map(ButtonValue::value)
                .findFirst()
                .orElse(null);
        var target = button.target(value);
        if (target != null && target.length() > LONGEST_URL) {
            throw new Template.BadParameter(ButtonValue.path(index));
        }
        return new Attached.FrameButton(button.type(), button.text(), value, target);
    }
}
