package io.tidings.messaging.contact.domain;

import io.tidings.runtime.problem.Refusal;
import org.jspecify.annotations.Nullable;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.IllformedLocaleException;
import java.util.Locale;

/**
 * What is known of a person beside their phone; all of it may be unknown.
 *
 * @param name at most 200 characters
 * @param timeZone IANA name such as {@code Europe/Madrid}
 * @param locale BCP 47 tag such as {@code es-MX}
 * @param labels the business's own notes
 */
public record Profile(
        @Nullable String name,
        @Nullable String timeZone,
        @Nullable String locale,
        Labels labels) {
    private static final int LONGEST_NAME = 200;

    /** Nothing known. */
    public static final Profile UNKNOWN = new Profile(null, null, null, Labels.NONE);

    /** Reads what a person typed; refuses unknown zones ({@code contact.time-zone}) and locales ({@code contact.locale}). */
    public static Profile read(@Nullable String name, @Nullable String timeZone, @Nullable String locale) {
        return read(name, timeZone, locale, Labels.NONE);
    }

    /** As above, with labels. */
    public static Profile read(
            @Nullable String name, @Nullable String timeZone, @Nullable String locale, Labels labels) {
        if (timeZone != null && !isZone(timeZone)) {
            throw new UnknownTimeZone();
        }
        if (locale != null && !isLocale(locale)) {
            throw new UnknownLocale();
        }
        return new Profile(clean(name), timeZone, locale, labels);
    }

    /** Somebody of whom the name is known at most. */
    public static Profile named(@Nullable String name) {
        return new Profile(clean(name), null, null, Labels.NONE);
    }

    /** Trimmed and cut to what a name may be; null for a blank one. */
    public static @Nullable String clean(@Nullable String name) {
        if (name == null || name.isBlank()) {
            return null;
        }
        var trimmed = name.strip();
        if (trimmed.length() <= LONGEST_NAME) {
            return trimmed;
        }
        // not through the middle of a character
        var end = Character.isHighSurrogate(trimmed.charAt(LONGEST_NAME - 1)) ? LONGEST_NAME - 1 : LONGEST_NAME;
        return trimmed.substring(0, end);
    }

    private static boolean isZone(String text) {
        try {
            return text.length() <= 50
                    && ZoneId.getAvailableZoneIds().contains(ZoneId.of(text).getId());
        } catch (DateTimeException e) {
            return false;
        }
    }

    private static boolean isLocale(String text) {
        try {
            return text.length() <= 35
                    && !new Locale.Builder()
                            .setLanguageTag(text)
                            .build()
                            .getLanguage()
                            .isEmpty();
        } catch (IllformedLocaleException e) {
            return false;
        }
    }

    /** Not an IANA zone. */
    public static final class UnknownTimeZone extends Refusal {
        UnknownTimeZone() {
            super(Kind.INVALID, "contact.time-zone", "time_zone takes an IANA name such as Europe/Madrid");
        }
    }

    /** Not a language tag. */
    public static final class UnknownLocale extends Refusal {
        UnknownLocale() {
            super(Kind.INVALID, "contact.locale", "locale takes a BCP 47 tag such as es-MX");
        }
    }
}
