package io.tidings.messaging.template.domain;

import io.tidings.runtime.problem.Refusal;
import org.jspecify.annotations.Nullable;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What a template says, by the provider's rules (Meta's template guidelines).
 *
 * @param header what stands above the body
 * @param named {@code {{first_name}}} and not {@code {{1}}}
 * @param variables what goes into the places, in the order of the first place of each
 * @param examples one for each variable: reviewers at the provider want to see them
 */
public record TemplateText(
        @Nullable Header header,
        String body,
        @Nullable String footer,
        boolean named,
        List<String> variables,
        List<String> examples,
        List<TemplateButton> buttons) {
    private static final Pattern BRACES = Pattern.compile("\\{\\{([^{}]*)}}");
    private static final Pattern PLACE = Pattern.compile("[1-9][0-9]?|[a-z][a-z0-9_]{0,59}");
    private static final int LONGEST_BODY = 1024;
    private static final int LONGEST_FOOTER = 60;
    private static final int MOST_BUTTONS = 10;

    public TemplateText {
        variables = List.copyOf(variables);
        examples = List.copyOf(examples);
        buttons = List.copyOf(buttons);
    }

    /**
     * Reads the places of header and body; refuses what the provider would ({@code template.text}).
     *
     * @param names what goes into numbered places; empty to call them by their numbers
     */
    public static TemplateText read(
            @Nullable Header header,
            String body,
            @Nullable String footer,
            List<String> names,
            List<String> examples,
            List<TemplateButton> buttons) {
        var places = new LinkedHashSet<String>();
        var found = BRACES.matcher(body);
        while (found.find()) {
            places.add(found.group(1));
        }
        var above = header == null ? null : header.place();
        var named = Stream.concat(places.stream(), Stream.ofNullable(above))
                .noneMatch(place -> Character.isDigit(place.isEmpty() ? '0' : place.charAt(0)));
        var variables = named || names.isEmpty() ? List.copyOf(places) : names;
        var fits = places.stream().allMatch(place -> PLACE.matcher(place).matches())
                && (named ? names.isEmpty() || names.equals(variables) : areNumbers(places))
                && variables.size() == places.size()
                && variables.stream().distinct().count() == variables.size()
                && examples.size() == variables.size()
                && body.length() <= LONGEST_BODY
                && !body.startsWith("{{")
                && !body.endsWith("}}")
                && !BRACES.matcher(body).replaceAll("").matches("(?s).*(\\{\\{|}}).*")
                && (header == null || header.isUsable())
                && (above == null || (named ? PLACE.matcher(above).matches() : above.equals("1")))
                && isLine(footer)
                && buttons.size() <= MOST_BUTTONS
                && buttons.stream().allMatch(TemplateButton::isUsable)
                && buttons.stream()
                                .filter(button -> button.type().equals(TemplateButton.COPY_CODE))
                                .count()
                        <= 1;
        if (!fits) {
            throw new Improper();
        }
        var speaksByName = named && (above != null || !places.isEmpty());
        return new TemplateText(header, body, footer, speaksByName, variables, examples, buttons);
    }

    private static boolean areNumbers(Collection<String> places) {
        var numbers = IntStream.rangeClosed(1, places.size()).mapToObj(Integer::toString);
        return List.copyOf(places).equals(numbers.toList());
    }

    private static boolean isLine(@Nullable String text) {
        return text == null
                || (!text.isBlank()
                        && text.length() <= LONGEST_FOOTER
                        && !text.contains("{{")
                        && text.lines().count() == 1);
    }

    /** The provider would not review it. */
    public static final class Improper extends Refusal {
        Improper() {
            super(
                    Kind.INVALID,
                    "template.text",
                    "Places are {{1}}, {{2}} … in order or names, not at the body's ends, with one example each; header, "
                            + "footer and buttons within the provider's limits");
        }
    }
}
