package io.tidings.campaign.campaign.domain;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/**
 * The part of Liquid that makes sense over a map of texts: {@code {{ name }}} with filters, and if, unless and case. Loops,
 * assignments and includes are refused: no text of one message needs them and they are how a renderer is worn out.
 */
final class LiquidSyntax {
    private static final Pattern OUTPUT = Pattern.compile("\\{\\{-?\\s*[A-Za-z_]\\w*\\s*(\\|[^{}]*)?-?}}");
    private static final Pattern TAG = Pattern.compile("\\{%-?\\s*([a-z]+)(\\s[^{}]*?)?\\s*-?%}");

    private LiquidSyntax() {}

    /** Offset of the first fault, or empty when there is none. */
    static Optional<Integer> firstFault(String text) {
        var open = new ArrayDeque<OpenTag>();
        for (var at = 0; at < text.length(); ) {
            if (text.startsWith("{{", at)) {
                var output = OUTPUT.matcher(text).region(at, text.length());
                if (!output.lookingAt()) {
                    return Optional.of(at);
                }
                at = output.end();
            } else if (text.startsWith("{%", at)) {
                var end = tag(text, at, open);
                if (end.isEmpty()) {
                    return Optional.of(at);
                }
                at = end.getAsInt();
            } else if (text.startsWith("}}", at) || text.startsWith("%}", at)) {
                return Optional.of(at);
            } else {
                at++;
            }
        }
        return Optional.ofNullable(open.peek()).map(OpenTag::position);
    }

    private record OpenTag(String name, int position) {}

    /** Reads one tag and keeps the books of what is open; answers where it ends, empty when it is wrong. */
    private static OptionalInt tag(String text, int at, Deque<OpenTag> open) {
        var tag = TAG.matcher(text).region(at, text.length());
        if (!tag.lookingAt()) {
            return OptionalInt.empty();
        }
        var name = tag.group(1);
        var hasCondition = tag.group(2) != null && !tag.group(2).isBlank();
        var inside = open.isEmpty() ? "" : open.element().name();
        var fits = switch (name) {
            case "if", "unless", "case" -> hasCondition;
            case "elsif" -> hasCondition && inside.equals("if");
            case "when" -> hasCondition && inside.equals("case");
            case "else" -> !hasCondition && !inside.isEmpty();
            case "endif", "endunless", "endcase" -> !hasCondition && name.equals("end" + inside);
            default -> false;
        };
        if (!fits) {
            return OptionalInt.empty();
        }
        if (name.startsWith("end")) {
            open.pop();
        } else if (hasCondition && !name.equals("elsif") && !name.equals("when")) {
            open.push(new OpenTag(name, at));
        }
        return OptionalInt.of(tag.end());
    }
}
