package io.tidings.messaging.contactfile.application;

import io.smallrye.mutiny.Uni;
import io.tidings.messaging.contactfile.domain.ContactImport;
import io.tidings.messaging.contactfile.domain.ImportStatus;
import io.tidings.messaging.contactfile.domain.LineError;
import io.tidings.runtime.tenancy.TenantId;
import io.tidings.runtime.web.Page;
import io.tidings.runtime.web.PageRequest;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Files on their way in, and what was wrong in them. Called in the tenant's transaction. */
public interface Imports {

    /** A line as it came. */
    record RawRow(long line, List<String> cells) {}

    /** What one part has done. */
    record Counts(int added, int updated, int unchanged, int refused) {}

    /** Adds an import; the one that the key has already, if it has one. */
    Uni<ContactImport> add(TenantId tenant, ContactImport started, @Nullable String idempotencyKey);

    Uni<Optional<ContactImport>> byId(TenantId tenant, UUID id);

    /** As {@link #byId}, and nobody else works on it until the end of the transaction. */
    Uni<Optional<ContactImport>> byIdForChange(TenantId tenant, UUID id);

    /** Newest first. */
    Uni<Page<ContactImport>> list(TenantId tenant, PageRequest page);

    /** Stores the next part of a file, in the order of their numbers. */
    Uni<Void> addPart(TenantId tenant, UUID id, int part, List<RawRow> rows);

    /** Takes the first part that is left away and answers its lines; empty when there is none. */
    Uni<Optional<List<RawRow>>> takePart(TenantId tenant, UUID id);

    /** Forgets all parts. */
    Uni<Void> removeParts(TenantId tenant, UUID id);

    Uni<Void> addErrors(TenantId tenant, UUID id, List<LineError> errors);

    /** Adds to what was done. */
    Uni<Void> count(TenantId tenant, UUID id, Counts more);

    /** @param rows lines of the file, when it has come to its end @param at when it ended, null while it goes on */
    Uni<Void> become(TenantId tenant, UUID id, ImportStatus status, @Nullable Long rows, @Nullable Instant at);

    /** Newest first: those of one part stand together. */
    Uni<Page<LineError>> errors(TenantId tenant, PageRequest page, UUID id);
}
