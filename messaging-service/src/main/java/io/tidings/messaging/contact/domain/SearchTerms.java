package io.tidings.messaging.contact.domain;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The words a contact is found by, each with a letter for its kind, folded: no case, no accents. */
public final class SearchTerms {
    private static final int LONGEST = 100;
    private static final Pattern MARKS = Pattern.compile("\\p{M}+");
    private static final Pattern BETWEEN_WORDS = Pattern.compile("[^\\p{L}\\p{N}]+");

    private SearchTerms() {}

    /** All terms of a contact. */
    public static Set<String> of(Contact contact) {
        var terms = new TreeSet<String>();
        if (contact.name() != null) {
            words(contact.name()).map(SearchTerms::name).forEach(terms::add);
        }
        if (contact.phone() != null) {
            var key = PhoneKey.of(contact.phone());
            terms.add(phone(key));
            terms.add(phoneEnd(key));
        }
        contact.labels().tags().forEach(tag -> terms.add(tag(tag)));
        contact.labels().attributes().forEach((key, value) -> terms.add(attribute(key, value)));
        return terms;
    }

    /** Folded words of a text. */
    static Stream<String> words(String text) {
        return Arrays.stream(BETWEEN_WORDS.split(fold(text))).filter(word -> !word.isEmpty());
    }

    /** Without case, accents and compatibility forms. */
    static String fold(String text) {
        var plain = MARKS.matcher(Normalizer.normalize(text.strip(), Normalizer.Form.NFKD))
                .replaceAll("");
        return plain.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
    }

    static String name(String word) {
        return "n:" + cut(word);
    }

    /** From its beginning. */
    static String phone(String digits) {
        return "p:" + digits;
    }

    /** From its end: people know their numbers without the country code. */
    static String phoneEnd(String digits) {
        return "r:" + new StringBuilder(digits).reverse();
    }

    static String tag(String tag) {
        return "t:" + cut(fold(tag));
    }

    static String attribute(String key, String value) {
        return "a:" + key + "=" + cut(fold(value));
    }

    private static String cut(String text) {
        return text.codePointCount(0, text.length()) <= LONGEST
                ? text
                : text.substring(0, text.offsetByCodePoints(0, LONGEST));
    }
}
