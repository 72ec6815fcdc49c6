package io.tidings.simulator.whatsapp;

import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;

import java.util.Set;
import java.util.regex.Pattern;

/**
 * Whom a call names.
 *
 * @param input as the caller wrote it: a phone, or a business-scoped id of somebody who shows none
 * @param waId as WhatsApp knows it, which may differ: a Brazilian mobile outside the area codes 11 to 28 has no ninth digit
 * @param possible whether such a number can exist; Meta takes the call anyway and reports 131026 afterwards
 */
record Recipient(String input, String waId, boolean possible) {

    private static final int LONGEST = 32;
    private static final PhoneNumberUtil PHONES = PhoneNumberUtil.getInstance();
    private static final Set<Integer> COUNTRY_CODES = Set.copyOf(PHONES.getSupportedCallingCodes());

    private static final Pattern USER_ID = Pattern.compile("[A-Z]{2}\\.(ENT\\.)?[A-Za-z0-9]{1,128}");

    /** Whether it names a person by WhatsApp's own id, such as {@code US.1349}. */
    static boolean isUserId(String text) {
        return USER_ID.matcher(text).matches();
    }

    /** Somebody by that id, which is what Meta takes in {@code recipient}. */
    static Recipient ofUserId(String input) {
        if (!isUserId(input)) {
            throw CloudApiError.value("recipient: not a business-scoped user id");
        }
        return new Recipient(input, input, true);
    }

    static Recipient of(String input) {
        var digits = digits(input);
        return new Recipient(input, waId(digits), isPossible(digits));
    }

    /** The number's digits; refused with 131009 when it is not written like a phone number. */
    private static String digits(String input) {
        if (input.length() > LONGEST) {
            throw CloudApiError.value("to: the recipient is not a phone number");
        }
        var digits = new StringBuilder(16);
        for (int i = 0; i < input.length(); i++) {
            char c = input.charAt(i);
            if (c >= '0' && c <= '9') {
                digits.append(c);
            } else if (!(c == '+' && i == 0) && " -().".indexOf(c) < 0) {
                throw CloudApiError.value("to: the recipient is not a phone number");
            }
        }
        if (digits.length() < 7 || digits.length() > 15 || digits.charAt(0) == '0') {
            throw CloudApiError.value("to: the recipient is not a phone number with its country code");
        }
        return digits.toString();
    }

    /** Looks at country code and length only, without the library's parser, which would be a third of a send's cost. */
    private static boolean isPossible(String digits) {
        for (int length = 1; length <= 3; length++) {
            int code = Integer.parseInt(digits, 0, length, 10);
            if (COUNTRY_CODES.contains(code)) {
                var national = digits.substring(length);
                var number = new PhoneNumber().setCountryCode(code).setNationalNumber(Long.parseLong(national));
                if (national.startsWith("0")) {
                    number.setItalianLeadingZero(true);
                }
                return PHONES.isPossibleNumber(number);
            }
        }
        return false;
    }

    static String waId(String digits) {
        boolean brazilianMobile = digits.length() == 13 && digits.startsWith("55") && digits.charAt(4) == '9';
        if (brazilianMobile && Integer.parseInt(digits, 2, 4, 10) > 28) {
            return digits.substring(0, 4) + digits.substring(5);
        }
        return digits;
    }
}
