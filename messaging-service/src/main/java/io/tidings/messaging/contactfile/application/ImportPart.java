package io.tidings.messaging.contactfile.application;

import io.smallrye.mutiny.Uni;
import io.tidings.messaging.consent.application.Consents;
import io.tidings.messaging.consent.application.RecordConsent;
import io.tidings.messaging.consent.domain.Consent;
import io.tidings.messaging.consent.domain.ConsentPurpose;
import io.tidings.messaging.consent.domain.ConsentState;
import io.tidings.messaging.consent.domain.Decision;
import io.tidings.messaging.consent.domain.Evidence;
import io.tidings.messaging.contact.application.Contacts;
import io.tidings.messaging.contact.application.WelcomeContacts;
import io.tidings.messaging.contact.domain.Contact;
import io.tidings.messaging.contactfile.application.Imports.Counts;
import io.tidings.messaging.contactfile.application.Imports.RawRow;
import io.tidings.messaging.contactfile.domain.ContactImport;
import io.tidings.messaging.contactfile.domain.ImportedRow;
import io.tidings.messaging.contactfile.domain.LineError;
import io.tidings.runtime.event.Outbox;
import io.tidings.runtime.problem.Refusal;
import io.tidings.runtime.tenancy.TenantId;
import io.tidings.runtime.value.Ids;
import io.tidings.runtime.work.InTurn;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

/**
 * Takes some lines over, in the transaction that is running and few statements. A line that cannot be used is reported and
 * leaves its neighbours. Of several lines with one phone the later is on top. A file never takes a stop back: consent that it
 * brings for somebody who has stopped is reported ({@code row.opted-out}) and not written.
 */
@ApplicationScoped
class ImportPart {

    record Command(TenantId tenant, ContactImport file, List<RawRow> rows) {}

    /** What one part is about to do; filled step by step. */
    private static final class Work {
        final Command command;
        final Instant now;
        final Map<String, List<ImportedRow>> byKey = new TreeMap<>();
        final List<LineError> errors = new ArrayList<>();
        final Map<String, Contact> contacts = new HashMap<>();
        final Set<UUID> added = new HashSet<>();
        final List<Contact> changed = new ArrayList<>();

        Work(Command command, Instant now) {
            this.command = command;
            this.now = now;
        }

        TenantId tenant() {
            return command.tenant();
        }

        Contact contact(String key) {
            return Objects.requireNonNull(contacts.get(key));
        }

        List<Contact> news() {
            return contacts.values().stream()
                    .filter(contact -> added.contains(contact.id()))
                    .toList();
        }
    }

    private final Contacts contacts;
    private final WelcomeContacts welcome;
    private final Consents consents;
    private final RecordConsent recordConsent;
    private final Imports imports;
    private final Outbox outbox;
    private final Clock clock;

    ImportPart(
            Contacts contacts,
            WelcomeContacts welcome,
            Consents consents,
            RecordConsent recordConsent,
            Imports imports,
            Outbox outbox,
            Clock clock) {
        this.contacts = contacts;
        this.welcome = welcome;
        this.consents = consents;
        this.recordConsent = recordConsent;
        this.imports = imports;
        this.outbox = outbox;
        this.clock = clock;
    }

    Uni<Counts> handle(Command command) {
        var work = new Work(command, clock.instant());
        command.rows().forEach(row -> understand(work, row));
        return contacts.byKeysForChange(work.tenant(), work.byKey.keySet())
                .invoke(work.contacts::putAll)
                .chain(() -> add(work))
                .chain(() -> change(work))
                .chain(() -> consent(work))
                .chain(() -> imports.addErrors(work.tenant(), command.file().id(), work.errors))
                .map(nothing -> counts(work));
    }

    private static void understand(Work work, RawRow raw) {
        var file = work.command.file();
        try {
            var row = ImportedRow.read(raw.line(), file.columns(), raw.cells(), file.region());
            work.byKey.computeIfAbsent(row.key(), key -> new ArrayList<>()).add(row);
        } catch (Refusal refusal) {
            work.errors.add(new LineError(raw.line(), refusal.code(), null));
        }
    }

    /** Adds those nobody knows; what somebody else adds at this moment is found instead. */
    private Uni<Void> add(Work work) {
        var strangers = work.byKey.entrySet().stream()
                .filter(entry -> !work.contacts.containsKey(entry.getKey()))
                .map(entry -> {
                    var first = entry.getValue().getFirst();
                    return Contact.of(first.phone(), null, first.profile(), work.now);
                })
                .toList();
        return contacts.addAll(work.tenant(), strangers)
                .invoke(work.added::addAll)
                .chain(() -> strangers.isEmpty()
                        ? Uni.createFrom().item(Map.<String, Contact>of())
                        : contacts.byKeysForChange(
                                work.tenant(),
                                work.byKey.keySet().stream()
                                        .filter(key -> !work.contacts.containsKey(key))
                                        .toList()))
                .invoke(work.contacts::putAll)
                .chain(() -> welcome.handle(work.tenant(), work.news()));
    }

    private Uni<Void> change(Work work) {
        work.byKey.forEach((key, rows) -> {
            var before = work.contact(key);
            var after = before;
            for (var row : rows) {
                try {
                    after = after.with(row.onTopOf(after.profile()), work.now);
                } catch (Refusal refusal) {
                    work.errors.add(new LineError(row.line(), refusal.code(), null));
                }
            }
            if (after != before) {
                work.changed.add(after);
            }
        });
        return work.changed.isEmpty()
                ? Uni.createFrom().voidItem()
                : contacts.updateAll(work.tenant(), work.changed)
                        .chain(() -> outbox.append(
                                work.tenant(),
                                work.changed.stream().map(Contact::updated).toList()));
    }

    private Uni<Void> consent(Work work) {
        var speaking = work.byKey.entrySet().stream()
                .filter(entry -> entry.getValue().stream()
                        .anyMatch(row -> !row.consents().isEmpty()))
                .map(Map.Entry::getKey)
                .toList();
        if (speaking.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return consents.current(
                        work.tenant(),
                        speaking.stream().map(key -> work.contact(key).id()).toList())
                .chain(states -> write(work, speaking, states));
    }

    private Uni<Void> write(Work work, List<String> speaking, Map<UUID, ConsentState> states) {
        var granted = new ArrayList<Consent>();
        var revoked = new ArrayList<RecordConsent.Command>();
        for (var key : speaking) {
            var contact = work.contact(key).id();
            var state = states.getOrDefault(contact, ConsentState.SILENT);
            for (var row : work.byKey.getOrDefault(key, List.of())) {
                for (var said : row.consents().entrySet()) {
                    if (state.of(said.getKey()) == said.getValue()) {
                        continue;
                    }
                    if (said.getValue() == Decision.GRANTED && state.isRevoked(said.getKey())) {
                        work.errors.add(new LineError(
                                row.line(), "row.opted-out", said.getKey().wire() + "_consent"));
                        continue;
                    }
                    var line = line(work, row, contact, said.getKey(), said.getValue());
                    if (said.getValue() == Decision.GRANTED) {
                        granted.add(line);
                    } else {
                        revoked.add(revocation(work, row, contact, said.getKey()));
                    }
                    state = state.after(line);
                }
            }
        }
        // a grant to somebody who has stopped nothing changes nobody's being unsubscribed
        return (granted.isEmpty()
                        ? Uni.createFrom().voidItem()
                        : consents.append(work.tenant(), ConsentState.SILENT, granted))
                .chain(() -> InTurn.each(revoked, recordConsent::handle));
    }

    private static Consent line(Work work, ImportedRow row, UUID contact, ConsentPurpose purpose, Decision decision) {
        var evidence = evidence(work, row);
        return new Consent(
                Ids.next(),
                contact,
                purpose,
                decision,
                row.consentSource(),
                row.consentWording(),
                work.command.file().actor(),
                evidence.facts(),
                evidence.digest(),
                work.now);
    }

    private static RecordConsent.Command revocation(Work work, ImportedRow row, UUID contact, ConsentPurpose purpose) {
        return new RecordConsent.Command(
                work.tenant(),
                contact,
                Set.of(purpose),
                Decision.REVOKED,
                row.consentSource(),
                row.consentWording(),
                work.command.file().actor(),
                evidence(work, row));
    }

    private static Evidence evidence(Work work, ImportedRow row) {
        return new Evidence(
                Map.of("import_id", work.command.file().id().toString(), "line", Long.toString(row.line())));
    }

    private static Counts counts(Work work) {
        var changed = (int) work.changed.stream()
                .filter(contact -> !work.added.contains(contact.id()))
                .count();
        var known = work.byKey.size() - work.added.size();
        return new Counts(work.added.size(), changed, known - changed, work.errors.size());
    }
}
