package io.tidings.messaging.contactfile.domain;

import io.tidings.runtime.problem.Refusal;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.UUID;

/**
 * A file of contacts on its way in.
 *
 * @param columns of the file
 * @param region how numbers without country code are read, ISO 3166
 * @param rows lines read so far, without the first
 * @param added new contacts @param updated contacts that know more now @param unchanged contacts that knew it all
 * @param refused lines that could not be used
 * @param actor who sent it
 */
public record ContactImport(
        UUID id,
        Columns columns,
        @Nullable String region,
        ImportStatus status,
        long rows,
        long added,
        long updated,
        long unchanged,
        long refused,
        String actor,
        Instant createdAt,
        @Nullable Instant finishedAt) {

    /** There is no such import of this tenant. */
    public static final class NotFound extends Refusal {
        public NotFound() {
            super(Kind.NOT_FOUND, "import.not-found", "There is no such import");
        }
    }
}
