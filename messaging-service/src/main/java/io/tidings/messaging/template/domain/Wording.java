package io.tidings.messaging.template.domain;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The language a template speaks to somebody: the one asked for, that language without its country, English, the first
 * there is. Those not approved speak only when no other can, and then say why not.
 */
public final class Wording {
    private static final String USUAL = "en";

    private Wording() {}

    /** The best of one name's templates; empty when there are none. */
    public static Optional<OwnTemplate> choose(List<OwnTemplate> sameName, @Nullable String language) {
        var approved = sameName.stream()
                .filter(template -> template.status() == TemplateStatus.APPROVED)
                .toList();
        return best(approved, language).or(() -> best(sameName, language));
    }

    private static Optional<OwnTemplate> best(List<OwnTemplate> templates, @Nullable String language) {
        var asked = language == null ? null : language.replace('-', '_');
        var primary = asked == null ? null : asked.split("_", 2)[0];
        return Stream.of(asked, primary, USUAL)
                .filter(Objects::nonNull)
                .flatMap(wanted -> templates.stream()
                        .filter(template -> template.language().equals(wanted))
                        .limit(1))
                .findFirst()
                .or(() -> templates.stream().findFirst());
    }
}
