package io.tidings.messaging.contact.domain;

import org.jspecify.annotations.Nullable;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * WhatsApp's business-scoped id of a person, such as {@code US.13491208655302741918}: theirs at one portfolio of business
 * numbers, another one at the next. Somebody with a user name may write without showing a phone.
 *
 * @param parent the id that linked portfolios of one company share, such as {@code US.ENT.11815799212886844830}
 */
public record Bsuid(String value, @Nullable String parent) {
    private static final Pattern SHAPE = Pattern.compile("[A-Z]{2}\\.(ENT\\.)?[A-Za-z0-9]{1,128}");

    /** Empty for a text that is no such id; a parent that is none is left out. */
    public static Optional<Bsuid> find(String value, String parent) {
        return is(value) ? Optional.of(new Bsuid(value, is(parent) ? parent : null)) : Optional.empty();
    }

    private static boolean is(String text) {
        return SHAPE.matcher(text).matches();
    }
}
