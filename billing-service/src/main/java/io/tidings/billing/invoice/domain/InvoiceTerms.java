package io.tidings.billing.invoice.domain;

import io.tidings.contracts.Customer;
import io.tidings.runtime.problem.Refusal;
import io.tidings.runtime.value.Money;
import io.tidings.runtime.value.PhoneNumber;
import org.jspecify.annotations.Nullable;

import java.time.LocalDate;
import java.util.List;

/**
 * What an invoice says. Money of it never changes after it is written.
 *
 * @param number as the customer knows it, unique per tenant
 * @param customer who owes; without a phone nobody can be reminded
 * @param amount what is owed, 1 to {@value #MOST} minor units
 * @param issueDate day of issue in the tenant's zone
 * @param dueDate last day to pay in the tenant's zone; may have passed for an invoice that is taken over from elsewhere
 * @param externalId id in the shop's accounting
 * @param items none, or lines that add up to the amount
 */
public record InvoiceTerms(
        String number,
        Customer customer,
        Money amount,
        LocalDate issueDate,
        LocalDate dueDate,
        @Nullable String externalId,
        List<InvoiceItem> items) {

    /** The largest integer that every JSON reader keeps exact. */
    public static final long MOST = 9_007_199_254_740_991L;

    private static final LocalDate FIRST_DAY = LocalDate.of(2000, 1, 1);
    private static final LocalDate LAST_DAY = LocalDate.of(2199, 12, 31);

    /**
     * Refuses amounts out of range ({@code invoice.amount}), items that do not add up ({@code invoice.items-total}), days
     * out of reach ({@code invoice.date}) and phones nobody could dial ({@code phone.invalid}).
     */
    public InvoiceTerms {
        if (amount.minor() < 1 || amount.minor() > MOST) {
            throw new BadAmount();
        }
        items = List.copyOf(items);
        if (!items.isEmpty() && !addUp(items, amount.minor())) {
            throw new ItemsDoNotAddUp();
        }
        requireInReach(issueDate);
        requireInReach(dueDate);
        customer = reachable(customer);
    }

    static void requireInReach(LocalDate day) {
        if (day.isBefore(FIRST_DAY) || day.isAfter(LAST_DAY)) {
            throw new DayOutOfReach();
        }
    }

    /** The customer with the phone in E.164. */
    static Customer reachable(Customer customer) {
        return customer.phone() == null
                ? customer
                : new Customer(
                        customer.name(), PhoneNumber.parse(customer.phone()).e164());
    }

    private static boolean addUp(List<InvoiceItem> items, long amount) {
        try {
            var sum = 0L;
            for (var item : items) {
                sum = Math.addExact(sum, item.total());
            }
            return sum == amount;
        } catch (ArithmeticException overflow) {
            return false;
        }
    }

    /** Nothing is owed, or more than can be counted. */
    public static final class BadAmount extends Refusal {
        BadAmount() {
            super(Kind.INVALID, "invoice.amount", "The amount must be from 1 to 9007199254740991 minor units");
        }
    }

    /** The items' total is not the invoice's amount. */
    public static final class ItemsDoNotAddUp extends Refusal {
        ItemsDoNotAddUp() {
            super(Kind.INVALID, "invoice.items-total", "The items do not add up to the amount");
        }
    }

    /** A day nobody can mean. */
    public static final class DayOutOfReach extends Refusal {
        DayOutOfReach() {
            super(Kind.INVALID, "invoice.date", "Dates must be from 2000-01-01 to 2199-12-31");
        }
    }
}
