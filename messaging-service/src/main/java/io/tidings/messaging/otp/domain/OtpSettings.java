package io.tidings.messaging.otp.domain;

import io.tidings.runtime.problem.Refusal;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * How a tenant's codes of one purpose are.
 *
 * @param length digits, 4 to 10
 * @param life how long a code is good, 30 to 600 s (NIST SP 800-63B: ten minutes at most)
 * @param attempts guesses per code, 1 to 5
 * @param countries ISO 3166 of the countries codes go to; null for all
 */
public record OtpSettings(
        OtpPurpose purpose,
        int length,
        Duration life,
        int attempts,
        @Nullable List<String> countries,
        long version) {
    private static final Set<String> COUNTRIES = new HashSet<>(Arrays.asList(Locale.getISOCountries()));

    public OtpSettings {
        if (length < 4
                || length > 10
                || life.toSeconds() < 30
                || life.toSeconds() > 600
                || attempts < 1
                || attempts > 5
                || (countries != null && (countries.isEmpty() || !COUNTRIES.containsAll(countries)))) {
            throw new OutOfBounds();
        }
        countries = countries == null ? null : List.copyOf(new java.util.TreeSet<>(countries));
    }

    public static OtpSettings usual(OtpPurpose purpose) {
        return new OtpSettings(purpose, 6, Duration.ofSeconds(300), 5, null, 0);
    }

    /** Refuses countries that are not on the list ({@code otp.country}). */
    public void allow(Destination destination) {
        if (countries != null && !countries.contains(destination.country())) {
            throw new CountryNotAllowed();
        }
    }

    /** Beyond what codes may be. */
    public static final class OutOfBounds extends Refusal {
        OutOfBounds() {
            super(
                    Kind.INVALID,
                    "otp.settings",
                    "length is 4 to 10, life_seconds 30 to 600, attempts 1 to 5, countries a list of ISO 3166 codes or null");
        }
    }

    /** The tenant sends no codes there. */
    public static final class CountryNotAllowed extends Refusal {
        CountryNotAllowed() {
            super(Kind.INVALID, "otp.country", "Codes of this purpose do not go to this country");
        }
    }
}
