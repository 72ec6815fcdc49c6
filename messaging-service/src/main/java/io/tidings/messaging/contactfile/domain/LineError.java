package io.tidings.messaging.contactfile.domain;

import org.jspecify.annotations.Nullable;

/**
 * Why a line was not used, or not all of it.
 *
 * @param code as of the API, or {@code row.…}
 * @param field the column, where one is to blame
 */
public record LineError(long line, String code, @Nullable String field) {}
