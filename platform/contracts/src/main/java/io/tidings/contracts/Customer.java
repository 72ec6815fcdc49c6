package io.tidings.contracts;

import org.jspecify.annotations.Nullable;

/**
 * The person an order or invoice is for, as the shop knows them.
 *
 * @param name how to address them; may be unknown
 * @param phone E.164; null when the shop has none, then nobody can be told
 */
public record Customer(@Nullable String name, @Nullable String phone) {}
