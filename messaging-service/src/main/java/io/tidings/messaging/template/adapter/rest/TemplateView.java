package io.tidings.messaging.template.adapter.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.tidings.messaging.template.domain.OwnTemplate;
import io.tidings.messaging.template.domain.Template;
import io.tidings.messaging.template.domain.TemplateButton;
import io.tidings.messaging.template.domain.TemplateStatus;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * A template as the API shows it.
 *
 * @param id null for a built-in one
 * @param header the text above the body; null for none, and where a message brings something else
 * @param reason why it is rejected, paused or disabled
 * @param upcomingCategory what the provider will make of it at {@code upcomingCategoryAt}
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record TemplateView(
        @Nullable UUID id,
        boolean builtIn,
        String name,
        String language,
        String category,
        String status,
        @Nullable String reason,
        @Nullable String header,
        @Nullable String headerFormat,
        @Nullable String headerExample,
        String body,
        @Nullable String footer,
        String parameterFormat,
        List<String> variables,
        @Nullable List<String> examples,
        @Nullable List<TemplateButton> buttons,
        @Nullable String upcomingCategory,
        @Nullable Instant upcomingCategoryAt,
        @Nullable Instant createdAt,
        @Nullable Instant updatedAt) {

    static TemplateView of(Template template) {
        return new TemplateView(
                null,
                true,
                template.name(),
                template.language(),
                template.category(),
                TemplateStatus.APPROVED.wire(),
                null,
                null,
                null,
                null,
                template.body(),
                null,
                format(template.named()),
                template.variables(),
                null,
                null,
                null,
                null,
                null,
                null);
    }

    static TemplateView of(OwnTemplate template) {
        var text = template.text();
        var header = text.header();
        return new TemplateView(
                template.id(),
                false,
                template.name(),
                template.language(),
                template.category(),
                template.status().wire(),
                template.reason(),
                header == null ? null : header.text(),
                header == null ? null : header.format().wire(),
                header == null ? null : header.example(),
                text.body(),
                text.footer(),
                format(text.named()),
                text.variables(),
                text.examples(),
                text.buttons(),
                template.upcomingCategory(),
                template.upcomingCategoryAt(),
                template.createdAt(),
                template.updatedAt());
    }

    private static String format(boolean named) {
        return named ? "named" : "positional";
    }
}
