package io.tidings.runtime.value;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import io.tidings.runtime.problem.Refusal;
import org.jspecify.annotations.Nullable;

/** A phone in E.164, such as {@code +34600111222}. */
public record PhoneNumber(String e164) {
    private static final PhoneNumberUtil LIBRARY = PhoneNumberUtil.getInstance();

    /** Reads an international number in any usual spelling; refuses what no network would dial ({@code phone.invalid}). */
    public static PhoneNumber parse(String text) {
        return parse(text, null);
    }

    /**
     * As {@link #parse(String)}; a number without country code is read as one of {@code region} (ISO 3166, such as
     * {@code ES}).
     */
    public static PhoneNumber parse(String text, @Nullable String region) {
        try {
            if (text.length() > 40) {
                throw new Invalid();
            }
            var number = LIBRARY.parse(text, region);
            if (!LIBRARY.isValidNumber(number)) {
                throw new Invalid();
            }
            return new PhoneNumber(LIBRARY.format(number, PhoneNumberFormat.E164));
        } catch (NumberParseException e) {
            throw new Invalid();
        }
    }

    /** Digits without the plus, as WhatsApp writes it. */
    public String digits() {
        return e164.substring(1);
    }

    /** For logs and members without the right: first three and last two characters. */
    public String masked() {
        return e164.substring(0, 3) + "*".repeat(e164.length() - 5) + e164.substring(e164.length() - 2);
    }

    /** Not a number that could be dialled. */
    public static final class Invalid extends Refusal {
        Invalid() {
            super(Kind.INVALID, "phone.invalid", "The phone number is not valid; write it as +<country code><number>");
        }
    }
}
