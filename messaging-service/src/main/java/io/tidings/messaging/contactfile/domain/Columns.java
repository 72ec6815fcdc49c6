package io.tidings.messaging.contactfile.domain;

import io.tidings.runtime.problem.Refusal;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The columns of a file, in their order. {@code phone} is among them; tags are parted by semicolons. */
public record Columns(List<String> names) {
    static final String PHONE = "phone";
    static final String NAME = "name";
    static final String TIME_ZONE = "time_zone";
    static final String LOCALE = "locale";
    static final String TAGS = "tags";
    static final String MARKETING = "marketing_consent";
    static final String TRANSACTIONAL = "transactional_consent";
    static final String SOURCE = "consent_source";
    static final String WORDING = "consent_wording";

    /** Of what a business notes: {@code attributes.city}. */
    static final String ATTRIBUTE = "attributes.";

    private static final Set<String> KNOWN =
            Set.of(PHONE, NAME, TIME_ZONE, LOCALE, TAGS, MARKETING, TRANSACTIONAL, SOURCE, WORDING);
    private static final Pattern ATTRIBUTE_NAME = Pattern.compile("attributes\\.[a-z][a-z0-9_]{0,49}");
    private static final int MOST = 520;

    public Columns {
        names = List.copyOf(names);
    }

    /** Of an export: all but how consent was given, and these attributes. */
    public static Columns ofExport(List<String> attributes) {
        return new Columns(Stream.concat(
                        Stream.of(PHONE, NAME, TIME_ZONE, LOCALE, TAGS, MARKETING, TRANSACTIONAL),
                        attributes.stream().map(ATTRIBUTE::concat))
                .toList());
    }

    /** Reads the first line; refuses one with strange, missing or repeated names ({@code import.columns}). */
    public static Columns read(List<String> header) {
        var names = header.stream()
                .map(name -> name.strip().toLowerCase(Locale.ROOT))
                .toList();
        var seen = new HashSet<String>();
        for (var i = 0; i < names.size(); i++) {
            var name = names.get(i);
            var isKnown = KNOWN.contains(name) || ATTRIBUTE_NAME.matcher(name).matches();
            if (!isKnown || !seen.add(name) || i >= MOST) {
                throw new Strange(i + 1);
            }
        }
        if (!seen.contains(PHONE)) {
            throw new Strange(0);
        }
        return new Columns(names);
    }

    /** A column that is not known, is there twice, or is the phone's and missing. */
    public static final class Strange extends Refusal {
        Strange(int column) {
            super(
                    Kind.INVALID,
                    "import.columns",
                    "The first line takes phone and, once each: name, time_zone, locale, tags, marketing_consent,"
                            + " transactional_consent, consent_source, consent_wording, attributes.<key>",
                    column == 0 ? Map.of("missing", PHONE) : Map.of("column", column));
        }
    }
}
