package io.tidings.messaging.contactfile.domain;

import io.tidings.messaging.consent.domain.ConsentPurpose;
import io.tidings.messaging.consent.domain.Decision;
import io.tidings.messaging.contact.domain.Labels;
import io.tidings.messaging.contact.domain.PhoneKey;
import io.tidings.messaging.contact.domain.Profile;
import io.tidings.runtime.problem.Refusal;
import io.tidings.runtime.value.PhoneNumber;
import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * One line of a file, understood. Empty cells say nothing: they take nothing away from a contact that is known.
 *
 * @param line in the file, the first is 1
 * @param consents by purpose, of cells that say granted or revoked
 */
public record ImportedRow(
        long line,
        PhoneNumber phone,
        Profile profile,
        Map<ConsentPurpose, Decision> consents,
        String consentSource,
        @Nullable String consentWording) {
    private static final int LONGEST_SOURCE = 100;
    private static final int LONGEST_WORDING = 2000;

    public ImportedRow {
        consents = Map.copyOf(consents);
    }

    /** Reads the cells; refuses with the codes of the fields, or {@code row.consent}, {@code row.cells}. */
    public static ImportedRow read(long line, Columns columns, List<String> cells, @Nullable String region) {
        if (cells.size() > columns.names().size()) {
            throw new TooManyCells();
        }
        var values = new TreeMap<String, String>();
        for (var i = 0; i < cells.size(); i++) {
            var text = Cells.plain(cells.get(i).strip());
            if (!text.isEmpty()) {
                values.put(columns.names().get(i), text);
            }
        }
        return new ImportedRow(
                line,
                PhoneNumber.parse(values.getOrDefault(Columns.PHONE, ""), region),
                profile(values),
                consents(values),
                cut(values.getOrDefault(Columns.SOURCE, "import"), LONGEST_SOURCE),
                values.containsKey(Columns.WORDING) ? cut(values.get(Columns.WORDING), LONGEST_WORDING) : null);
    }

    private static Profile profile(Map<String, String> values) {
        var attributes = new TreeMap<String, String>();
        values.forEach((column, value) -> {
            if (column.startsWith(Columns.ATTRIBUTE)) {
                attributes.put(column.substring(Columns.ATTRIBUTE.length()), value);
            }
        });
        var tags = Arrays.stream(values.getOrDefault(Columns.TAGS, "").split(";"))
                .map(tag -> Cells.plain(tag.strip()))
                .filter(tag -> !tag.isEmpty())
                .toList();
        return Profile.read(
                values.get(Columns.NAME),
                values.get(Columns.TIME_ZONE),
                values.get(Columns.LOCALE),
                Labels.read(tags, attributes));
    }

    private static Map<ConsentPurpose, Decision> consents(Map<String, String> values) {
        var consents = new EnumMap<ConsentPurpose, Decision>(ConsentPurpose.class);
        Map.of(Columns.MARKETING, ConsentPurpose.MARKETING, Columns.TRANSACTIONAL, ConsentPurpose.TRANSACTIONAL)
                .forEach((column, purpose) -> {
                    switch (values.getOrDefault(column, "unknown").toLowerCase(Locale.ROOT)) {
                        case "granted" -> consents.put(purpose, Decision.GRANTED);
                        case "revoked" -> consents.put(purpose, Decision.REVOKED);
                        case "unknown" -> {}
                        default -> throw new NoConsent();
                    }
                });
        return consents;
    }

    /** The same for all spellings of the phone. */
    public String key() {
        return PhoneKey.of(phone);
    }

    /** What is known of a contact with this line on top of it; refuses more tags and attributes than fit. */
    public Profile onTopOf(Profile known) {
        return new Profile(
                profile.name() == null ? known.name() : profile.name(),
                profile.timeZone() == null ? known.timeZone() : profile.timeZone(),
                profile.locale() == null ? known.locale() : profile.locale(),
                known.labels().with(profile.labels()));
    }

    private static String cut(String text, int longest) {
        return text.length() <= longest ? text : text.substring(0, longest);
    }

    /** More cells than columns. */
    static final class TooManyCells extends Refusal {
        TooManyCells() {
            super(Kind.INVALID, "row.cells", "The line has more cells than the first one");
        }
    }

    /** Neither granted, revoked nor unknown. */
    static final class NoConsent extends Refusal {
        NoConsent() {
            super(Kind.INVALID, "row.consent", "A consent is granted, revoked or unknown");
        }
    }
}
