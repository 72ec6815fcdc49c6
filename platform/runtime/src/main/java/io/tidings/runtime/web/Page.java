package io.tidings.runtime.web;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.UUID;
import java.util.function.Function;

/**
 * One page of a list, newest first.
 *
 * @param items at most the limit asked for
 * @param nextCursor give it back as {@code cursor} for the next page; null on the last one
 */
public record Page<T>(List<T> items, @Nullable String nextCursor) {

    /** Makes a page of what was read with {@link PageRequest#fetch} rows asked for: one more than the page shows. */
    public static <T> Page<T> of(PageRequest request, List<T> fetched, Function<T, UUID> id) {
        if (fetched.size() <= request.limit()) {
            return new Page<>(fetched, null);
        }
        var shown = fetched.subList(0, request.limit());
        return new Page<>(List.copyOf(shown), Cursor.after(request.tenant(), id.apply(shown.getLast())));
    }
}
