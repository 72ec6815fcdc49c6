package io.tidings.messaging.contact.adapter.persistence;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidings.messaging.contact.domain.Contact;
import io.tidings.messaging.contact.domain.Labels;
import io.tidings.messaging.contact.domain.PhoneKey;
import io.tidings.messaging.contact.domain.Profile;
import io.tidings.messaging.contact.domain.SearchTerms;
import io.tidings.runtime.tenancy.Row;
import io.tidings.runtime.tenancy.TenantId;
import io.tidings.runtime.value.PhoneNumber;
import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;

import jakarta.inject.Singleton;

/** A contact as its columns. */
@Singleton
class ContactRows {
    static final String COLUMNS =
            "id, phone, wa_id, name, time_zone, locale, tags, attributes::text, version, created_at, updated_at";

    /** How many columns that are. */
    static final int WIDTH = 11;

    private static final TypeReference<Map<String, String>> TEXTS = new TypeReference<>() {};

    private final ObjectMapper json;

    ContactRows(ObjectMapper json) {
        this.json = json;
    }

    Contact contact(Row row) {
        var phone = row.stringOrNull(1);
        return new Contact(
                row.uuid(0),
                phone == null ? null : new PhoneNumber(phone),
                row.stringOrNull(2),
                new Profile(
                        row.stringOrNull(3),
                        row.stringOrNull(4),
                        row.stringOrNull(5),
                        new Labels(row.strings(6), texts(row.string(7)))),
                row.number(8),
                row.instant(9),
                row.instant(10));
    }

    static String[] tags(Contact contact) {
        return contact.labels().tags().toArray(String[]::new);
    }

    static String[] terms(Contact contact) {
        return SearchTerms.of(contact).toArray(String[]::new);
    }

    String attributes(Contact contact) {
        return write(contact.labels().attributes());
    }

    /** For the update of one row. */
    @Nullable
    Object[] change(TenantId tenant, Contact contact) {
        var phone = contact.phone();
        return new Object[] {
            tenant.value(),
            contact.id(),
            contact.e164(),
            phone == null ? null : PhoneKey.of(phone),
            contact.waId(),
            contact.name(),
            contact.timeZone(),
            contact.locale(),
            tags(contact),
            attributes(contact),
            contact.version(),
            Row.at(contact.updatedAt())
        };
    }

    /** For the insert of many rows: an array for each column. */
    Object[] columns(TenantId tenant, List<Contact> contacts) {
        return new Object[] {
            tenant.value(),
            contacts.stream().map(Contact::id).toArray(UUID[]::new),
            texts(contacts, Contact::e164),
            texts(contacts, contact -> contact.phone() == null ? null : PhoneKey.of(contact.phone())),
            texts(contacts, Contact::name),
            texts(contacts, Contact::timeZone),
            texts(contacts, Contact::locale),
            texts(contacts, contact -> write(contact.labels().tags())),
            texts(contacts, this::attributes),
            Row.at(contacts.getFirst().createdAt())
        };
    }

    private static String[] texts(List<Contact> contacts, Function<Contact, @Nullable String> column) {
        return contacts.stream().map(column).toArray(String[]::new);
    }

    private String write(Object value) {
        try {
            return json.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Texts are always JSON", e);
        }
    }

    private Map<String, String> texts(String stored) {
        try {
            return stored.equals("{}") ? Map.of() : json.readValue(stored, TEXTS);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Stored attributes are JSON", e);
        }
    }
}
