package io.tidings.contracts.commerce;

import org.jspecify.annotations.Nullable;

/**
 * One line of an order.
 *
 * @param sku stock-keeping unit; may be unknown
 * @param productName what to pack
 * @param quantity at least 1
 */
public record OrderLine(@Nullable String sku, String productName, int quantity) {}
