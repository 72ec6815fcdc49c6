package io.tidings.runtime.value;

import io.tidings.runtime.problem.Refusal;

import java.math.BigDecimal;
import java.util.Currency;
import java.util.Locale;

/**
 * An amount in minor units of an ISO 4217 currency (JPY has none, KWD has three digits).
 *
 * @param minor the amount in minor units
 * @param currency alphabetic code
 */
public record Money(long minor, String currency) {

    /** Refuses unknown currencies ({@code money.currency}). */
    public Money {
        exponent(currency);
    }

    /**
     * Reads a decimal as shops send it, such as {@code "19.99"}. Refuses more digits than the currency has, and what
     * does not fit ({@code money.amount}).
     */
    public static Money ofDecimal(String decimal, String currency) {
        var exponent = exponent(currency);
        try {
            if (decimal.length() > 32) {
                throw new NotAnAmount();
            }
            return new Money(new BigDecimal(decimal).movePointRight(exponent).longValueExact(), currency);
        } catch (ArithmeticException | NumberFormatException e) {
            throw new NotAnAmount();
        }
    }

    /** The amount with the currency's digits and code, such as {@code 19.99 EUR}. */
    public String display() {
        return BigDecimal.valueOf(minor, exponent(currency)).toPlainString() + " " + currency;
    }

    private static int exponent(String currency) {
        try {
            if (!currency.equals(currency.toUpperCase(Locale.ROOT))) {
                throw new UnknownCurrency();
            }
            var digits = Currency.getInstance(currency).getDefaultFractionDigits();
            if (digits < 0) {
                throw new UnknownCurrency();
            }
            return digits;
        } catch (IllegalArgumentException e) {
            throw new UnknownCurrency();
        }
    }

    /** The code is not an ISO 4217 currency that money is paid in. */
    public static final class UnknownCurrency extends Refusal {
        UnknownCurrency() {
            super(Kind.INVALID, "money.currency", "The currency is not an ISO 4217 code");
        }
    }

    /** The text is no amount of that currency. */
    public static final class NotAnAmount extends Refusal {
        NotAnAmount() {
            super(Kind.INVALID, "money.amount", "The amount is not a decimal with the digits of its currency");
        }
    }
}
