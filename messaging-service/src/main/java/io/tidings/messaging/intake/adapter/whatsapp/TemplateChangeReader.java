package io.tidings.messaging.intake.adapter.whatsapp;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidings.messaging.template.domain.ReviewNews;
import io.tidings.messaging.template.domain.TemplateStatus;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Reads news of templates; empty for what makes no sense or changes nothing here. */
final class TemplateChangeReader {
    static final Set<String> FIELDS = Set.of("message_template_status_update", "template_category_update");

    private static final int LONGEST_REASON = 500;

    private TemplateChangeReader() {}

    static Optional<ReviewNews> read(JsonNode change) {
        var value = change.path("value");
        var name = value.path("message_template_name").asText("");
        var language = value.path("message_template_language").asText("");
        if (!name.matches("[a-z0-9_]{1,512}") || !language.matches("[a-zA-Z_]{2,10}")) {
            return Optional.empty();
        }
        return change.path("field").asText("").equals("template_category_update")
                ? category(value, name, language)
                : status(value, name, language);
    }

    private static Optional<ReviewNews> status(JsonNode value, String name, String language) {
        var status = switch (value.path("event").asText("")) {
            case "APPROVED", "REINSTATED", "FLAGGED" -> TemplateStatus.APPROVED;
            case "PENDING", "IN_APPEAL" -> TemplateStatus.PENDING;
            case "REJECTED" -> TemplateStatus.REJECTED;
            case "PAUSED" -> TemplateStatus.PAUSED;
            case "DISABLED", "ARCHIVED", "DELETED", "PENDING_DELETION" -> TemplateStatus.DISABLED;
            default -> null; // LOCKED and LIMIT_EXCEEDED forbid changes, not messages
        };
        if (status == null) {
            return Optional.empty();
        }
        var id = value.path("message_template_id").asText("");
        return Optional.of(new ReviewNews.Decided(
                name, language, status, reason(value, status), id.matches("[0-9]{1,32}") ? id : null));
    }

    private static @Nullable String reason(JsonNode value, TemplateStatus status) {
        var reason = value.path("reason").asText("");
        if (reason.isEmpty() || reason.equals("NONE")) {
            return status == TemplateStatus.APPROVED
                    ? null
                    : value.path("event").asText();
        }
        return reason.length() <= LONGEST_REASON ? reason : reason.substring(0, LONGEST_REASON);
    }

    /**
     * While a change is only coming, Meta writes the category of now as {@code new_category} and that to come as
     * {@code correct_category}; once it has come, {@code new_category} is it and {@code previous_category} is there.
     */
    private static Optional<ReviewNews> category(JsonNode value, String name, String language) {
        var coming = category(value.path("correct_category"));
        if (coming != null) {
            var seconds = value.path("category_update_timestamp").asLong(0);
            return Optional.of(new ReviewNews.ToBeRecategorised(
                    name, language, coming, seconds > 0 ? Instant.ofEpochSecond(seconds) : null));
        }
        var now = category(value.path("new_category"));
        return now == null || !value.has("previous_category")
                ? Optional.empty()
                : Optional.of(new ReviewNews.Recategorised(name, language, now));
    }

    private static @Nullable String category(JsonNode node) {
        var category = node.asText("").toLowerCase(Locale.ROOT);
        return category.equals("utility") || category.equals("marketing") ? category : null;
    }
}
