package io.tidings.messaging.template.domain;

import io.tidings.runtime.problem.Refusal;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A message text the provider has approved, with places for its parameters.
 *
 * @param category utility, marketing or authentication, as approved
 * @param body the text with {@code {{1}}}, {@code {{2}}} … or, when {@code named}, with {@code {{first_name}}} …
 * @param variables what goes into the places, in their order
 */
public record Template(
        String name, String category, String language, String body, List<String> variables, boolean named) {
    private static final Pattern PLACE = Pattern.compile("\\{\\{([a-z0-9_]+)}}");
    private static final Pattern REFUSED_BY_PROVIDER = Pattern.compile("[\\n\\r\\t]| {4}|^\\s*$");
    private static final Pattern BLANKS = Pattern.compile("[\\s\\p{Z}\\p{Cc}]+");
    private static final int LONGEST_PARAMETER = 900;

    public Template {
        variables = List.copyOf(variables);
    }

    /** One with numbered places. */
    public Template(String name, String category, String language, String body, List<String> variables) {
        this(name, category, language, body, variables, false);
    }

    /** The values in the order of the variables; refuses missing and unknown names ({@code template.parameters}). */
    public List<String> arrange(Map<String, String> byName) {
        if (!byName.keySet().equals(Set.copyOf(variables))) {
            throw new WrongParameters();
        }
        return variables.stream().map(byName::get).toList();
    }

    /** Of all that could be told what the variables name; refuses when one is missing ({@code template.parameters}). */
    public List<String> pick(Map<String, String> offered) {
        if (!offered.keySet().containsAll(variables)) {
            throw new WrongParameters();
        }
        return variables.stream().map(offered::get).toList();
    }

    /**
     * Refuses what the provider would ({@code template.parameter-form}): line breaks, tabs, four spaces in a row, nothing at
     * all, or more than 900 characters.
     */
    public static void requireProper(Collection<String> parameters) {
        if (parameters.stream()
                .anyMatch(text -> text.length() > LONGEST_PARAMETER
                        || REFUSED_BY_PROVIDER.matcher(text).find())) {
            throw new BadParameter();
        }
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
        return PLACE.matcher(body).replaceAll(place -> Matcher.quoteReplacement(accepted.get(index(place.group(1)))));
    }

    private int index(String place) {
        return named ? variables.indexOf(place) : Integer.parseInt(place) - 1;
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

    /** A parameter with line breaks, tabs, four spaces in a row, empty or too long. */
    public static final class BadParameter extends Refusal {
        BadParameter() {
            super(
                    Kind.INVALID,
                    "template.parameter-form",
                    "A parameter takes 1 to 900 characters without line breaks, tabs or four spaces in a row");
        }
    }

    /** Not as many parameters as the template has places, or other names. */
    public static final class WrongParameters extends Refusal {
        WrongParameters() {
            super(Kind.INVALID, "template.parameters", "The template takes other parameters");
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
