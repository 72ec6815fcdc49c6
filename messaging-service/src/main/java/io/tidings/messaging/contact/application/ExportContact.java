package io.tidings.messaging.contact.application;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.tidings.messaging.contact.application.PersonalRecords.Entry;
import io.tidings.messaging.contact.application.PersonalRecords.Kind;
import io.tidings.messaging.contact.domain.Contact;
import io.tidings.runtime.tenancy.OnContext;
import io.tidings.runtime.tenancy.TenantId;
import io.tidings.runtime.tenancy.TenantTx;
import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

/**
 * All that is kept of a person (GDPR, article 15), a page at a time and each in a transaction of its own, no faster than it
 * is taken. The codes sent to them are told without the codes.
 */
@ApplicationScoped
public class ExportContact {
    private static final int PAGE = 200;
    private static final UUID START = new UUID(-1L, -1L);

    public record Command(TenantId tenant, UUID contact) {}

    /**
     * @param kind contact, or one of {@link Kind}
     * @param json an object
     */
    public record Exported(String kind, String json) {}

    /** What has been read; {@code before} is null when there is no more. */
    private record Progress(@Nullable UUID before, List<Entry> entries) {}

    private final TenantTx tx;
    private final PersonalRecords records;

    ExportContact(TenantTx tx, PersonalRecords records) {
        this.tx = tx;
        this.records = records;
    }

    /** The contact first; refuses unknown ones and erased ones before anything is written ({@code contact.not-found}). */
    public Multi<Exported> handle(Command command) {
        return OnContext.fresh(
                        () -> tx.run(command.tenant(), () -> records.contact(command.tenant(), command.contact())))
                .map(found -> new Exported("contact", found.orElseThrow(Contact.NotFound::new)))
                .onItem()
                .transformToMulti(contact -> Multi.createBy()
                        .concatenating()
                        .streams(
                                Multi.createFrom().item(contact),
                                Multi.createFrom()
                                        .items(Kind.values())
                                        .onItem()
                                        .transformToMultiAndConcatenate(kind -> all(command, kind))));
    }

    private Multi<Exported> all(Command command, Kind kind) {
        return Multi.createBy()
                .repeating()
                .uni(
                        () -> new UUID[] {START},
                        position -> OnContext.fresh(
                                        () -> tx.run(command.tenant(), () -> page(command, kind, position[0])))
                                .invoke(progress -> position[0] = progress.before()))
                .whilst(progress -> progress.before() != null)
                .onItem()
                .transformToIterable(Progress::entries)
                .map(entry -> new Exported(kind.wire(), entry.json()));
    }

    private Uni<Progress> page(Command command, Kind kind, UUID before) {
        return records.below(command.tenant(), command.contact(), kind, before, PAGE)
                .map(found -> new Progress(
                        found.size() < PAGE ? null : found.getLast().position(), found));
    }
}
