package io.tidings.commerce.order.adapter.kafka;

import io.tidings.commerce.order.domain.OrderLine;

import java.util.List;

/** Lines as events tell them. */
final class ReportedLines {
    private ReportedLines() {}

    static List<OrderLine> of(List<io.tidings.contracts.commerce.OrderLine> lines) {
        return lines.stream()
                .map(l -> OrderLine.of(l.sku(), l.productName(), l.quantity(), null))
                .toList();
    }
}
