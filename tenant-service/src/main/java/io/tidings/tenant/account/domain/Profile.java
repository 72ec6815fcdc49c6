package io.tidings.tenant.account.domain;

import io.tidings.runtime.problem.Refusal;
import io.tidings.runtime.value.PhoneNumber;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;

/**
 * How a tenant works.
 *
 * @param name what the business is called
 * @param timeZone IANA region; days of invoices and quiet hours are counted in it
 * @param locale BCP 47 tag
 * @param packerPhones E.164; who gets the packing lists
 */
@Embeddable
public record Profile(
        @Column(name = "name") String name,
        @Column(name = "time_zone") String timeZone,
        @Column(name = "locale") String locale,
        @Column(name = "packer_phones") String[] packerPhones) {

    /** Refuses zones and locales nobody knows ({@code tenant.time-zone}, {@code tenant.locale}) and bad phones. */
    public static Profile of(String name, String timeZone, String locale, List<String> packerPhones) {
        try {
            if (!ZoneId.getAvailableZoneIds().contains(ZoneId.of(timeZone).getId())) {
                throw new UnknownZone();
            }
        } catch (DateTimeException e) {
            throw new UnknownZone();
        }
        if (!Locale.forLanguageTag(locale).toLanguageTag().equals(locale) || locale.equals("und")) {
            throw new UnknownLocale();
        }
        var phones = packerPhones.stream()
                .map(phone -> PhoneNumber.parse(phone).e164())
                .distinct()
                .toArray(String[]::new);
        return new Profile(name, timeZone, locale, phones);
    }

    public List<String> packers() {
        return List.of(packerPhones);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Profile that
                && name.equals(that.name)
                && timeZone.equals(that.timeZone)
                && locale.equals(that.locale)
                && Arrays.equals(packerPhones, that.packerPhones);
    }

    @Override
    public int hashCode() {
        return Objects.hash(name, timeZone, locale, Arrays.hashCode(packerPhones));
    }

    @Override
    public String toString() {
        return "Profile[" + timeZone + ", " + locale + "]";
    }

    /** Not an IANA region. */
    public static final class UnknownZone extends Refusal {
        UnknownZone() {
            super(Kind.INVALID, "tenant.time-zone", "The time zone is an IANA name such as Europe/Madrid");
        }
    }

    /** Not a language tag. */
    public static final class UnknownLocale extends Refusal {
        UnknownLocale() {
            super(Kind.INVALID, "tenant.locale", "The locale is a BCP 47 tag such as en or pt-BR");
        }
    }
}
