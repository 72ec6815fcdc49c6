package io.tidings.messaging.contactfile.application;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.tidings.messaging.consent.application.Consents;
import io.tidings.messaging.consent.domain.ConsentState;
import io.tidings.messaging.contact.application.Contacts;
import io.tidings.messaging.contact.domain.Contact;
import io.tidings.messaging.contact.domain.ContactSearch;
import io.tidings.messaging.contactfile.domain.Columns;
import io.tidings.messaging.contactfile.domain.ExportedRow;
import io.tidings.runtime.tenancy.OnContext;
import io.tidings.runtime.tenancy.TenantId;
import io.tidings.runtime.tenancy.TenantTx;
import io.tidings.runtime.web.Page;
import io.tidings.runtime.web.PageRequest;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

/** Contacts as rows of cells, a page at a time and each in a transaction of its own, no faster than they are taken. */
@ApplicationScoped
public class ExportContacts {
    private static final int PAGE = 500;
    private static final UUID START = new UUID(-1L, -1L);

    public record Command(TenantId tenant, ContactSearch search) {}

    /** What has been written; {@code before} is null when there is no more. */
    private record Progress(@Nullable UUID before, List<List<String>> rows) {}

    private final TenantTx tx;
    private final Contacts contacts;
    private final Consents consents;
    private final AttributeKeys attributeKeys;

    ExportContacts(TenantTx tx, Contacts contacts, Consents consents, AttributeKeys attributeKeys) {
        this.tx = tx;
        this.contacts = contacts;
        this.consents = consents;
        this.attributeKeys = attributeKeys;
    }

    /** The first rows begin with the names of the columns. */
    public Multi<List<List<String>>> handle(Command command) {
        var tenant = command.tenant();
        return OnContext.fresh(() -> tx.run(tenant, () -> attributeKeys.of(tenant)))
                .map(Columns::ofExport)
                .onItem()
                .transformToMulti(columns -> Multi.createBy()
                        .concatenating()
                        .streams(Multi.createFrom().item(List.of(columns.names())), pages(command, columns)));
    }

    private Multi<List<List<String>>> pages(Command command, Columns columns) {
        return Multi.createBy()
                .repeating()
                .uni(
                        () -> new UUID[] {START},
                        position -> OnContext.fresh(
                                        () -> tx.run(command.tenant(), () -> page(command, columns, position[0])))
                                .invoke(progress -> position[0] = progress.before()))
                .whilst(progress -> progress.before() != null)
                .filter(progress -> !progress.rows().isEmpty())
                .map(Progress::rows);
    }

    private Uni<Progress> page(Command command, Columns columns, UUID before) {
        var tenant = command.tenant();
        return contacts.list(tenant, new PageRequest(tenant, PAGE, before), command.search())
                .chain(found -> consents.current(
                                tenant, found.items().stream().map(Contact::id).toList())
                        .map(states -> {
                            var rows = new ArrayList<List<String>>();
                            found.items()
                                    .forEach(contact -> rows.add(ExportedRow.of(
                                            columns, contact, states.getOrDefault(contact.id(), ConsentState.SILENT))));
                            return new Progress(last(found), rows);
                        }));
    }

    private static @Nullable UUID last(Page<Contact> found) {
        return found.nextCursor() == null ? null : found.items().getLast().id();
    }
}
