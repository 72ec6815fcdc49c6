package io.tidings.messaging.template.domain;

import io.tidings.runtime.problem.Refusal;
import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A message text the provider has approved, with places for its parameters.
 *
 * @param category utility, marketing or authentication, as approved
 * @param header what stands above the body
 * @param body the text with {@code {{1}}}, {@code {{2}}} … or, when {@code named}, with {@code {{first_name}}} …
 * @param variables what goes into the body's places, in their order
 * @param buttons below it
 */
public record Template(
        String name,
        String category,
        String language,
        @Nullable Header header,
        String body,
        List<String> variables,
        boolean named,
        List<TemplateButton> buttons) {
    private static final Pattern PLACE = Pattern.compile("\\{\\{([a-z0-9_]+)}}");
    private static final Pattern REFUSED_BY_PROVIDER = Pattern.compile("[\\n\\r\\t]| {4}|^\\s*$");
    private static final Pattern BLANKS = Pattern.compile("[\\s\\p{Z}\\p{Cc}]+");
    private static final Pattern VARIABLE = Pattern.compile("[a-z][a-z0-9_]{0,59}");
    private static final int LONGEST_PARAMETER = 900;

    public Template {
        variables = List.copyOf(variables);
        buttons = List.copyOf(buttons);
    }

    /** One with numbered places in its body and nothing around it. */
    public Template(String name, String category, String language, String body, List<String> variables) {
        this(name, category, language, null, body, variables, false, List.of());
    }

    /** The values in the order of the variables; refuses missing and unknown names ({@code template.parameters}). */
    public List<String> arrange(Map<String, String> byName) {
        var missing = missing(byName);
        var surplus = byName.keySet().stream()
                .filter(name -> !variables.contains(name))
                .map(name -> VARIABLE.matcher(name).matches() ? path(name) : "named_parameters")
                .distinct()
                .sorted()
                .toList();
        if (!missing.isEmpty() || !surplus.isEmpty()) {
            throw new WrongParameters(missing, surplus);
        }
        return variables.stream().map(byName::get).toList();
    }

    /** Of all that could be told what the variables name; refuses when one is missing ({@code template.parameters}). */
    public List<String> pick(Map<String, String> offered) {
        var missing = missing(offered);
        if (!missing.isEmpty()) {
            throw new WrongParameters(missing, List.of());
        }
        return variables.stream().map(offered::get).toList();
    }

    private List<String> missing(Map<String, String> byName) {
        return variables.stream()
                .filter(name -> !byName.containsKey(name))
                .map(Template::path)
                .toList();
    }

    private static String path(String variable) {
        return "named_parameters." + variable;
    }

    private static String path(int index) {
        return "parameters[" + index + "]";
    }

    /** What a message must bring beside the body's values, as problems name it: {@code header}, {@code buttons[0]}. */
    public List<String> openFrame() {
        var above = header != null && header.wantsValue() ? Stream.of(HeaderValue.PATH) : Stream.<String>empty();
        var below = IntStream.range(0, buttons.size())
                .filter(i -> buttons.get(i).wantsValue())
                .mapToObj(ButtonValue::path);
        return Stream.concat(above, below).toList();
    }

    /**
     * Refuses what the provider would ({@code template.parameter-form}): line breaks, tabs, four spaces in a row, nothing at
     * all, or more than 900 characters.
     */
    public static void requireProper(List<String> ordered) {
        IntStream.range(0, ordered.size()).forEach(i -> requireProper(path(i), ordered.get(i)));
    }

    /** The same of values by name. */
    public static void requireProper(Map<String, String> byName) {
        byName.forEach((name, value) ->
                requireProper(VARIABLE.matcher(name).matches() ? path(name) : "named_parameters", value));
    }

    static void requireProper(String path, String value) {
        if (value.length() > LONGEST_PARAMETER
                || REFUSED_BY_PROVIDER.matcher(value).find()) {
            throw new BadParameter(path);
        }
    }

    /**
     * The parameters as the provider takes them: no line breaks, tabs or runs of spaces, never empty, of bounded length.
     * Refuses another number of them ({@code template.parameters}).
     */
    public List<String> accept(List<String> parameters) {
        if (parameters.size() != variables.size()) {
            throw new WrongParameters(
                    paths(parameters.size(), variables.size()), paths(variables.size(), parameters.size()));
        }
        return parameters.stream().map(Template::clean).toList();
    }

    private static List<String> paths(int from, int to) {
        return IntStream.range(from, to).mapToObj(Template::path).toList();
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

    /** A value of a form the provider does not take; says which. */
    public static final class BadParameter extends Refusal {
        public BadParameter(String path) {
            super(
                    Kind.INVALID,
                    "template.parameter-form",
                    "A parameter takes 1 to 900 characters without line breaks, tabs or four spaces in a row; header and buttons"
                            + " have limits of their own",
                    Map.of("parameter", path));
        }
    }

    /** Not what the template has places for; says what is missing and what it has no place for. */
    public static final class WrongParameters extends Refusal {
        WrongParameters(List<String> missing, List<String> surplus) {
            super(
                    Kind.INVALID,
                    "template.parameters",
                    "The template takes other parameters",
                    Map.of("missing", missing, "surplus", surplus));
        }
    }

    /** The template has something else in that place; says what. */
    public static final class WrongKind extends Refusal {
        WrongKind(String path, String expected) {
            super(
                    Kind.INVALID,
                    "template.parameter-kind",
                    "The template has another kind of header or button in that place",
                    Map.of("parameter", path, "expected", expected));
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
