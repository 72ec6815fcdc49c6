package io.tidings.messaging.send.adapter.kafka;

import io.tidings.messaging.message.domain.MessageSource;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.UUID;

/** What the notices of an invoice have in common. */
final class InvoiceNotices {
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.ENGLISH);

    private InvoiceNotices() {}

    static MessageSource source(UUID invoice) {
        return new MessageSource("invoice", invoice.toString());
    }

    static String day(LocalDate date) {
        return DAY.format(date);
    }

    /** How the invoice stands on {@code today}, a day of the tenant's zone. */
    static String statusLine(LocalDate due, LocalDate today) {
        var late = ChronoUnit.DAYS.between(due, today);
        if (late < 0) {
            return late == -1 ? "That is tomorrow." : "That is in " + -late + " days.";
        }
        if (late == 0) {
            return "That is today.";
        }
        return late == 1 ? "It is 1 day overdue." : "It is " + late + " days overdue.";
    }
}
