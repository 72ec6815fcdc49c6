package io.tidings.messaging.contact.domain;

import io.tidings.runtime.value.PhoneNumber;

import java.util.regex.Pattern;

/**
 * One phone, one key, however it is spelled. WhatsApp drops the ninth digit of many Brazilian mobiles, writes Argentine
 * ones with a 9 after the country code and has known Mexican ones with a 1 there; people write either.
 */
public final class PhoneKey {
    private static final Pattern BRAZIL = Pattern.compile("55([0-9]{2})([6-9][0-9]{7})");
    private static final Pattern MEXICO = Pattern.compile("521([0-9]{10})");
    private static final Pattern ARGENTINA = Pattern.compile("549([0-9]{10})");

    private PhoneKey() {}

    /** Digits only. */
    public static String of(PhoneNumber phone) {
        return of(phone.digits());
    }

    /** @param digits a phone or WhatsApp id without plus */
    public static String of(String digits) {
        var brazil = BRAZIL.matcher(digits);
        if (brazil.matches()) {
            return "55" + brazil.group(1) + "9" + brazil.group(2);
        }
        var mexico = MEXICO.matcher(digits);
        if (mexico.matches()) {
            return "52" + mexico.group(1);
        }
        var argentina = ARGENTINA.matcher(digits);
        return argentina.matches() ? "54" + argentina.group(1) : digits;
    }
}
