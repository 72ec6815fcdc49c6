package io.tidings.messaging.send.adapter.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.contracts.commerce.OrderLine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.LocalDate;
import java.util.Collections;
import java.util.List;

class NoticesTest {

    @Test
    void items_are_listed_with_their_quantities() {
        assertThat(OrderNotices.items(List.of(new OrderLine(null, "Blue mug", 2), new OrderLine("P1", "Plate", 1))))
                .isEqualTo("2 x Blue mug, 1 x Plate");
    }

    @Test
    void many_items_are_counted_and_long_names_cut() {
        var text = OrderNotices.items(Collections.nCopies(500, new OrderLine(null, "😀".repeat(300), 1_000_000)));
        assertThat(text).endsWith(" and 480 more").contains("😀…");
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-19, That is in 3 days.",
        "2026-11-21, That is tomorrow.",
        "2026-11-22, That is today.",
        "2026-11-23, It is 1 day overdue.",
        "2026-11-29, It is 7 days overdue.",
    })
    void a_reminder_says_how_the_invoice_stands(LocalDate today, String line) {
        assertThat(InvoiceNotices.statusLine(LocalDate.parse("2026-11-22"), today))
                .isEqualTo(line);
        assertThat(InvoiceNotices.day(today)).endsWith(" November 2026");
    }
}
