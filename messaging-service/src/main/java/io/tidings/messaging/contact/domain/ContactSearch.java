package io.tidings.messaging.contact.domain;

import io.tidings.runtime.problem.Refusal;
import io.tidings.runtime.value.PhoneNumber;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Which contacts are wanted: those that fit all conditions, the most telling first. Empty for everybody.
 *
 * @param conditions of {@link SearchTerms}
 */
public record ContactSearch(List<Condition> conditions) {
    /** Everybody. */
    public static final ContactSearch ALL = new ContactSearch(List.of());

    private static final int SHORTEST_WORD = 2;
    private static final int FEWEST_DIGITS = 4;
    private static final int MOST = 10;
    private static final int LONGEST = 200;
    private static final Pattern PHONE = Pattern.compile("\\+?[0-9 ().-]+");

    /** One of {@code terms} or, when {@code prefix}, a word that begins like one of them. */
    public record Condition(List<String> terms, boolean prefix) {}

    public ContactSearch {
        conditions = List.copyOf(conditions);
    }

    /**
     * From a query.
     *
     * @param text beginnings of words of the name, or the beginning or end of a phone
     * @param phone of one phone, however spelled
     * @param tags all of them
     * @param attributes all of them, as {@code key:value}
     */
    public static ContactSearch read(
            @Nullable String text, @Nullable PhoneNumber phone, List<String> tags, List<String> attributes) {
        var conditions = new ArrayList<Condition>();
        if (phone != null) {
            conditions.add(exactly(SearchTerms.phone(PhoneKey.of(phone))));
        }
        attributes.forEach(attribute -> conditions.add(attribute(usable(attribute))));
        tags.forEach(tag -> conditions.add(exactly(SearchTerms.tag(usable(tag)))));
        if (text != null) {
            conditions.addAll(text(usable(text)));
        }
        if (conditions.size() > MOST) {
            throw new Unusable();
        }
        return new ContactSearch(conditions);
    }

    private static String usable(String text) {
        if (text.isBlank() || text.length() > LONGEST || text.indexOf('\0') >= 0) {
            throw new Unusable();
        }
        return text;
    }

    private static Condition attribute(String text) {
        var colon = text.indexOf(':');
        if (colon < 1 || colon == text.length() - 1) {
            throw new Unusable();
        }
        return exactly(SearchTerms.attribute(text.substring(0, colon), text.substring(colon + 1)));
    }

    private static List<Condition> text(String text) {
        var digits = text.replaceAll("[^0-9]", "");
        if (PHONE.matcher(text.strip()).matches() && digits.length() >= FEWEST_DIGITS) {
            return List.of(new Condition(List.of(SearchTerms.phone(digits), SearchTerms.phoneEnd(digits)), true));
        }
        var words = SearchTerms.words(text)
                .distinct()
                .sorted(Comparator.comparing(String::length).reversed())
                .toList();
        if (words.isEmpty() || words.getFirst().length() < SHORTEST_WORD) {
            throw new Unusable();
        }
        return words.stream()
                .map(word -> new Condition(List.of(SearchTerms.name(word)), true))
                .toList();
    }

    private static Condition exactly(String term) {
        return new Condition(List.of(term), false);
    }

    /** Too short, too long or too much to search for. */
    static final class Unusable extends Refusal {
        Unusable() {
            super(
                    Kind.MALFORMED,
                    "contact.search",
                    "search takes words of 2 letters or 4 digits and more, attribute takes key:value; 10 at most");
        }
    }
}
