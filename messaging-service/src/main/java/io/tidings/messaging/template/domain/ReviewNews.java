package io.tidings.messaging.template.domain;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/** What the provider tells of a template. */
public sealed interface ReviewNews {

    String name();

    String language();

    /** It may speak, or may not. */
    record Decided(
            String name,
            String language,
            TemplateStatus status,
            @Nullable String reason,
            @Nullable String providerId) implements ReviewNews {}

    /** Its category is another one now. */
    record Recategorised(String name, String language, String category) implements ReviewNews {}

    /** Its category will be another one at {@code when}. */
    record ToBeRecategorised(
            String name,
            String language,
            String category,
            @Nullable Instant when) implements ReviewNews {}
}
