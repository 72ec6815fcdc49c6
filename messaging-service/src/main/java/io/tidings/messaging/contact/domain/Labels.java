package io.tidings.messaging.contact.domain;

import io.tidings.runtime.problem.Refusal;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * What a business notes of a person in words of its own.
 *
 * @param tags at most 50, each up to 50 characters, told apart by {@link SearchTerms#fold}
 * @param attributes at most 50, keys such as {@code loyalty_level}, values up to 500 characters
 */
public record Labels(List<String> tags, Map<String, String> attributes) {
    /** None. */
    public static final Labels NONE = new Labels(List.of(), Map.of());

    private static final int MOST = 50;
    private static final int LONGEST_TAG = 50;
    private static final int LONGEST_VALUE = 500;
    private static final Pattern KEY = Pattern.compile("[a-z][a-z0-9_]{0,49}");

    public Labels {
        tags = List.copyOf(tags);
        attributes = Collections.unmodifiableMap(new TreeMap<>(attributes));
    }

    /** Reads what a caller sent; refuses {@code contact.tags} and {@code contact.attributes}. */
    public static Labels read(List<String> tags, Map<String, String> attributes) {
        var distinct = new LinkedHashMap<String, String>();
        for (var tag : tags) {
            if (tag == null || tag.isBlank() || tag.length() > LONGEST_TAG || hasControls(tag)) {
                throw new BadTags();
            }
            distinct.putIfAbsent(SearchTerms.fold(tag), tag.strip());
        }
        if (distinct.size() > MOST) {
            throw new BadTags();
        }
        if (attributes.size() > MOST || !attributes.entrySet().stream().allMatch(Labels::isAttribute)) {
            throw new BadAttributes();
        }
        return new Labels(List.copyOf(distinct.values()), attributes);
    }

    /** These, with those of {@code others} added; an attribute of both takes the other's value. */
    public Labels with(Labels others) {
        var tagsOfBoth = new LinkedHashMap<String, String>();
        tags.forEach(tag -> tagsOfBoth.putIfAbsent(SearchTerms.fold(tag), tag));
        others.tags.forEach(tag -> tagsOfBoth.putIfAbsent(SearchTerms.fold(tag), tag));
        var attributesOfBoth = new TreeMap<>(attributes);
        attributesOfBoth.putAll(others.attributes);
        return read(List.copyOf(tagsOfBoth.values()), attributesOfBoth);
    }

    private static boolean isAttribute(Map.Entry<String, String> entry) {
        var value = entry.getValue();
        return KEY.matcher(entry.getKey()).matches()
                && value != null
                && !value.isBlank()
                && value.length() <= LONGEST_VALUE;
    }

    private static boolean hasControls(String text) {
        return text.chars().anyMatch(Character::isISOControl);
    }

    /** Too many, too long or blank. */
    public static final class BadTags extends Refusal {
        BadTags() {
            super(Kind.INVALID, "contact.tags", "tags takes up to 50 words of up to 50 characters");
        }
    }

    /** A key or value that is not allowed. */
    public static final class BadAttributes extends Refusal {
        BadAttributes() {
            super(
                    Kind.INVALID,
                    "contact.attributes",
                    "attributes takes up to 50 keys of a-z, 0-9 and _, with texts of up to 500 characters");
        }
    }
}
