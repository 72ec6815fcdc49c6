package io.tidings.messaging.contactfile.application;

import io.smallrye.mutiny.Uni;
import io.tidings.messaging.contactfile.application.Imports.Counts;
import io.tidings.messaging.contactfile.application.Imports.RawRow;
import io.tidings.messaging.contactfile.domain.Columns;
import io.tidings.messaging.contactfile.domain.ContactImport;
import io.tidings.messaging.contactfile.domain.ImportStatus;
import io.tidings.messaging.contactfile.domain.LineError;
import io.tidings.runtime.tenancy.TenantId;
import io.tidings.runtime.tenancy.TenantTx;
import io.tidings.runtime.value.Ids;
import io.tidings.runtime.work.DueWork;
import org.jspecify.annotations.Nullable;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

/**
 * Stores a file while it comes, each part in a transaction of its own. Nothing is taken over before it has come to its end;
 * what never does is forgotten after a while.
 */
@ApplicationScoped
public class TakeFile {
    private static final Duration ABANDONED = Duration.ofMinutes(15);

    /**
     * @param region how numbers without country code are read
     * @param idempotencyKey the same one again answers the import that it has
     */
    public record Start(
            TenantId tenant,
            Columns columns,
            @Nullable String region,
            @Nullable String idempotencyKey,
            String actor) {}

    /** @param isNew false when the key has had it before */
    public record Started(ContactImport file, boolean isNew) {}

    /** A part of the file: lines that can be read, and what is to be said of the others. */
    public record Part(TenantId tenant, UUID file, int number, List<RawRow> rows, List<LineError> errors) {}

    /** The end of the file. @param rows lines read, without the first */
    public record End(TenantId tenant, UUID file, long rows) {}

    private final TenantTx tx;
    private final Imports imports;
    private final DueWork due;
    private final Clock clock;

    TakeFile(TenantTx tx, Imports imports, DueWork due, Clock clock) {
        this.tx = tx;
        this.imports = imports;
        this.due = due;
        this.clock = clock;
    }

    public Uni<Started> start(Start command) {
        var now = clock.instant();
        var wanted = new ContactImport(
                Ids.next(),
                command.columns(),
                command.region(),
                ImportStatus.RECEIVING,
                0,
                0,
                0,
                0,
                0,
                command.actor(),
                now,
                null);
        return tx.run(
                command.tenant(),
                () -> imports.add(command.tenant(), wanted, command.idempotencyKey())
                        .map(found -> new Started(found, found.id().equals(wanted.id())))
                        .call(started -> started.isNew()
                                ? due.schedule(command.tenant(), WorkImport.KIND, wanted.id(), now.plus(ABANDONED))
                                : Uni.createFrom().voidItem()));
    }

    public Uni<Void> part(Part command) {
        return tx.run(
                command.tenant(),
                () -> imports.addPart(command.tenant(), command.file(), command.number(), command.rows())
                        .chain(() -> imports.addErrors(command.tenant(), command.file(), command.errors()))
                        .chain(() -> imports.count(
                                command.tenant(),
                                command.file(),
                                new Counts(0, 0, 0, command.errors().size()))));
    }

    /** Answers the import as it is now, on its way to be worked. */
    public Uni<ContactImport> end(End command) {
        return tx.run(
                command.tenant(),
                () -> imports.become(command.tenant(), command.file(), ImportStatus.WORKING, command.rows(), null)
                        .chain(() -> due.schedule(command.tenant(), WorkImport.KIND, command.file(), clock.instant()))
                        .chain(() -> imports.byId(command.tenant(), command.file()))
                        .map(found -> found.orElseThrow(ContactImport.NotFound::new)));
    }

    /** The file broke off: nothing of it stays but that it was tried. */
    public Uni<Void> abandon(TenantId tenant, UUID file) {
        return tx.run(
                tenant,
                () -> imports.removeParts(tenant, file)
                        .chain(() -> imports.become(tenant, file, ImportStatus.BROKEN, null, clock.instant()))
                        .chain(() -> due.remove(tenant, WorkImport.KIND, file)));
    }
}
