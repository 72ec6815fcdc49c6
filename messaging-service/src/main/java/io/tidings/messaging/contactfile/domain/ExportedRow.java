package io.tidings.messaging.contactfile.domain;

import io.tidings.messaging.consent.domain.ConsentPurpose;
import io.tidings.messaging.consent.domain.ConsentState;
import io.tidings.messaging.contact.domain.Contact;
import org.jspecify.annotations.Nullable;

import java.util.List;

/** A contact as the cells of a line; the phone alone may begin with a plus, as a number that runs nothing. */
public final class ExportedRow {
    private ExportedRow() {}

    public static List<String> of(Columns columns, Contact contact, ConsentState consents) {
        return columns.names().stream()
                .map(column -> cell(column, contact, consents))
                .toList();
    }

    private static String cell(String column, Contact contact, ConsentState consents) {
        return switch (column) {
            case Columns.PHONE -> contact.phone() == null ? "" : contact.phone().e164();
            case Columns.NAME -> text(contact.name());
            case Columns.TIME_ZONE -> text(contact.timeZone());
            case Columns.LOCALE -> text(contact.locale());
            case Columns.TAGS -> Cells.neutral(String.join(";", contact.labels().tags()));
            case Columns.MARKETING -> word(consents, ConsentPurpose.MARKETING);
            case Columns.TRANSACTIONAL -> word(consents, ConsentPurpose.TRANSACTIONAL);
            default -> text(contact.labels().attributes().get(column.substring(Columns.ATTRIBUTE.length())));
        };
    }

    private static String text(@Nullable String text) {
        return text == null ? "" : Cells.neutral(text);
    }

    private static String word(ConsentState consents, ConsentPurpose purpose) {
        var decision = consents.of(purpose);
        return decision == null ? "unknown" : decision.wire();
    }
}
