package io.tidings.commerce.order.adapter.rest;

import org.jspecify.annotations.Nullable;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

/** How many of an item lie in the box now; all when absent. */
record PackRequest(@Nullable @Min(0) @Max(1_000_000) Integer packedQuantity) {}
