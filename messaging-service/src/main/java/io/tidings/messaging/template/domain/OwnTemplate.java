package io.tidings.messaging.template.domain;

import io.tidings.runtime.problem.Refusal;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.UUID;

/**
 * A template a tenant wrote itself, in one language.
 *
 * @param category utility or marketing; the provider may see it differently and changes it then
 * @param reason why it was rejected, paused or disabled
 * @param providerId the provider's id of it, once it was sent there
 * @param upcomingCategory what the provider will make of it at {@code upcomingCategoryAt}
 */
public record OwnTemplate(
        UUID id,
        String name,
        String language,
        String category,
        TemplateText text,
        TemplateStatus status,
        @Nullable String reason,
        @Nullable String providerId,
        @Nullable String upcomingCategory,
        @Nullable Instant upcomingCategoryAt,
        long version,
        Instant createdAt,
        Instant updatedAt) {

    /** A new draft. */
    public static OwnTemplate draft(
            UUID id, String name, String language, String category, TemplateText text, Instant now) {
        return new OwnTemplate(
                id, name, language, category, text, TemplateStatus.DRAFT, null, null, null, null, 0, now, now);
    }

    /**
     * With another text; a draft again, for the provider must see it anew. What is under review cannot be changed
     * ({@code template.under-review}).
     */
    public OwnTemplate edited(String newCategory, TemplateText newText, Instant now) {
        if (status == TemplateStatus.PENDING) {
            throw new UnderReview();
        }
        return new OwnTemplate(
                id,
                name,
                language,
                newCategory,
                newText,
                TemplateStatus.DRAFT,
                null,
                providerId,
                null,
                null,
                version,
                createdAt,
                now);
    }

    /** As the provider has decided. */
    public OwnTemplate decided(TemplateStatus decision, @Nullable String why, @Nullable String theirId, Instant now) {
        return new OwnTemplate(
                id,
                name,
                language,
                category,
                text,
                decision,
                why,
                theirId == null ? providerId : theirId,
                upcomingCategory,
                upcomingCategoryAt,
                version,
                createdAt,
                now);
    }

    /** The provider has changed the category. */
    public OwnTemplate recategorised(String now, Instant at) {
        return new OwnTemplate(
                id, name, language, now, text, status, reason, providerId, null, null, version, createdAt, at);
    }

    /** The provider will change the category at {@code when}. */
    public OwnTemplate toBeRecategorised(String later, @Nullable Instant when, Instant at) {
        return new OwnTemplate(
                id, name, language, category, text, status, reason, providerId, later, when, version, createdAt, at);
    }

    /** What is sent. */
    public Template template() {
        return new Template(
                name, category, language, text.header(), text.body(), text.variables(), text.named(), text.buttons());
    }

    /** The provider has not answered yet. */
    public static final class UnderReview extends Refusal {
        public UnderReview() {
            super(Kind.CONFLICT, "template.under-review", "The provider is reviewing the template");
        }
    }

    /** The name is taken in that language. */
    public static final class Exists extends Refusal {
        public Exists() {
            super(Kind.CONFLICT, "template.exists", "There is a template of that name in that language");
        }
    }
}
