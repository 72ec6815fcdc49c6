package io.tidings.messaging.template.domain;

import io.tidings.runtime.problem.Refusal;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A message text the provider has approved, with numbered places for its parameters.
 *
 * @param category utility, marketing or authentication, as approved
 * @param body the text with {@code {{1}}}, {@code {{2}}} …
 * @param variables what goes into the places, in their order
 */
public record Template(String name, String category, String language, String body, List<String> variables) {
    private static final Pattern PLACE = Pattern.compile("\\{\\{(\\d+)}}");
    private static final Pattern BLANKS = Pattern.compile("[\\s\\p{Z}\\p{Cc}]+");
    private static final int LONGEST_PARAMETER = 900;

    public Template {
        variables = List.copyOf(variables);
    }

    /**
     * The parameters as the provider takes them: no line breaks, tabs or runs of spaces, never empty, of bounded length.
     * Refuses another number of them ({@code template.parameters}).
     */
    public List<String> accept(List<String> parameters) {
        if (parameters.size() != variables.size()) {
            throw new WrongParameters();
        }
        return parameters.stream().map(Template::clean).toList();
    }

    /** What the person reads. */
    public String render(List<String> accepted) {
        return PLACE.matcher(body)
                .replaceAll(place -> Matcher.quoteReplacement(accepted.get(Integer.parseInt(place.group(1)) - 1)));
    }

    private static String clean(String parameter) {
        var text = BLANKS.matcher(parameter).replaceAll(" ").strip();
        if (text.isEmpty()) {
            return "-";
        }
        if (text.length() <= LONGEST_PARAMETER) {
            return text;
        }
        var end = Character.isHighSurrogate(text.charAt(LONGEST_PARAMETER - 2))
                ? LONGEST_PARAMETER - 2
                : LONGEST_PARAMETER - 1;
        return text.substring(0, end) + "…";
    }

    /** There is no template of that name. */
    public static final class NotFound extends Refusal {
        public NotFound() {
            super(Kind.NOT_FOUND, "template.not-found", "There is no such template");
        }
    }

    /** Not as many parameters as the template has places. */
    public static final class WrongParameters extends Refusal {
        WrongParameters() {
            super(Kind.INVALID, "template.parameters", "The template takes another number of parameters");
        }
    }

    /** A text with placeholders that cannot be rendered: bad syntax, something not allowed, or too long. */
    public static final class NotRenderable extends Refusal {
        public NotRenderable() {
            super(
                    Kind.INVALID,
                    "template.render",
                    "The text cannot be rendered: its Liquid is wrong, not allowed here, or too long");
        }
    }
}
