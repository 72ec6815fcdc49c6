package io.tidings.messaging.contactfile.application;

import io.smallrye.mutiny.Uni;
import io.tidings.messaging.contactfile.domain.ContactImport;
import io.tidings.messaging.contactfile.domain.ImportStatus;
import io.tidings.runtime.tenancy.OnContext;
import io.tidings.runtime.tenancy.TenantTx;
import io.tidings.runtime.work.DueWork;
import io.tidings.runtime.work.DueWorker;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

/**
 * Works a file that has come, part by part and each in one transaction with its going, so that whoever dies in between
 * leaves nothing half done. After some parts another file gets its turn.
 */
@ApplicationScoped
class WorkImport implements DueWorker {
    static final String KIND = "contact-import";

    private static final int PARTS_IN_A_ROW = 10;

    private final TenantTx tx;
    private final Imports imports;
    private final ImportPart importPart;
    private final DueWork due;
    private final Clock clock;

    WorkImport(TenantTx tx, Imports imports, ImportPart importPart, DueWork due, Clock clock) {
        this.tx = tx;
        this.imports = imports;
        this.importPart = importPart;
        this.due = due;
        this.clock = clock;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public int batch() {
        return 2;
    }

    @Override
    public Duration lease() {
        return Duration.ofMinutes(2);
    }

    @Override
    public Uni<Void> work(DueWork.Item item) {
        return parts(item, PARTS_IN_A_ROW);
    }

    private Uni<Void> parts(DueWork.Item item, int left) {
        return OnContext.fresh(() -> tx.run(item.tenant(), () -> one(item, left == 1)))
                .chain(goesOn -> goesOn && left > 1
                        ? parts(item, left - 1)
                        : Uni.createFrom().voidItem());
    }

    /** Works one part; answers whether there is more to do now. */
    private Uni<Boolean> one(DueWork.Item item, boolean isLast) {
        return imports.byIdForChange(item.tenant(), item.subject())
                .chain(found -> found.isEmpty() || found.get().status() != ImportStatus.WORKING
                        ? over(item, found)
                        : next(item, found.get(), isLast));
    }

    private Uni<Boolean> next(DueWork.Item item, ContactImport file, boolean isLast) {
        return imports.takePart(item.tenant(), file.id())
                .chain(rows -> rows.isEmpty()
                        ? finish(item, file)
                        : importPart
                                .handle(new ImportPart.Command(item.tenant(), file, rows.get()))
                                .chain(counts -> imports.count(item.tenant(), file.id(), counts))
                                .chain(() -> isLast
                                        ? due.schedule(item.tenant(), KIND, file.id(), clock.instant())
                                        : Uni.createFrom().voidItem())
                                .replaceWith(true));
    }

    private Uni<Boolean> finish(DueWork.Item item, ContactImport file) {
        return imports.become(item.tenant(), file.id(), ImportStatus.FINISHED, null, clock.instant())
                .chain(() -> due.remove(item.tenant(), KIND, file.id()))
                .replaceWith(false);
    }

    /** Still receiving when its time is over: whoever sent it is gone. */
    private Uni<Boolean> over(DueWork.Item item, Optional<ContactImport> file) {
        var isAbandoned = file.isPresent() && file.get().status() == ImportStatus.RECEIVING;
        return imports.removeParts(item.tenant(), item.subject())
                .chain(() -> isAbandoned
                        ? imports.become(item.tenant(), item.subject(), ImportStatus.BROKEN, null, clock.instant())
                        : Uni.createFrom().voidItem())
                .chain(() -> due.remove(item.tenant(), KIND, item.subject()))
                .replaceWith(false);
    }
}
