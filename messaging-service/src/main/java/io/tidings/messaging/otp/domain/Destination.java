package io.tidings.messaging.otp.domain;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import io.tidings.runtime.value.PhoneNumber;

import java.util.Objects;

/**
 * Where a code goes.
 *
 * @param country ISO 3166, {@code ZZ} when the number belongs to none
 * @param prefix the country's calling code and the three digits after it: what traffic pumping comes in blocks of
 * @param test with a test key: a world of its own, in which nothing is sent
 */
public record Destination(PhoneNumber phone, String country, String prefix, boolean test) {
    private static final PhoneNumberUtil LIBRARY = PhoneNumberUtil.getInstance();
    private static final int BLOCK = 3;

    /** Refuses what no network would dial ({@code phone.invalid}). */
    public static Destination parse(String text, boolean test) {
        var phone = PhoneNumber.parse(text);
        try {
            var number = LIBRARY.parse(phone.e164(), null);
            var country = Objects.requireNonNullElse(LIBRARY.getRegionCodeForNumber(number), "ZZ");
            var callingCode = "+" + number.getCountryCode();
            var prefix = phone.e164().substring(0, Math.min(phone.e164().length(), callingCode.length() + BLOCK));
            return new Destination(phone, country, prefix, test);
        } catch (NumberParseException e) {
            throw new IllegalStateException("E.164 is always readable", e);
        }
    }
}
