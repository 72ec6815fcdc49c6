package io.tidings.messaging.template.adapter.rest;

import io.tidings.messaging.template.domain.Header;
import io.tidings.messaging.template.domain.TemplateButton;
import io.tidings.messaging.template.domain.TemplateText;
import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Objects;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

/**
 * What a template says, as callers give it.
 *
 * @param category utility or marketing
 * @param header a text, with one place at most
 * @param headerFormat text when absent; a message brings the file or location of the others
 * @param headerExample for the provider's reviewers: a value for the text's place, or the handle of a file that was uploaded
 *     to Meta (Resumable Upload API)
 * @param body with {@code {{1}}} … or {@code {{first_name}}} …
 * @param variables names for the body's numbered places
 * @param examples one for each variable of the body, for the provider's reviewers
 */
record TextRequest(
        @NotNull @Pattern(regexp = "utility|marketing") String category,
        @Nullable @Size(max = 60) String header,

        @Nullable @Pattern(regexp = "text|image|video|document|location")
        String headerFormat,

        @Nullable @Size(max = 4000) String headerExample,
        @NotBlank @Size(max = 1024) String body,
        @Nullable @Size(max = 60) String footer,

        @Nullable @Size(max = 50) List<@NotNull @Pattern(regexp = "[a-z][a-z0-9_]{0,59}") String> variables,

        @Nullable @Size(max = 50) List<@NotBlank @Size(max = 200) String> examples,
        @Nullable @Size(max = 10) List<@NotNull @Valid ButtonRequest> buttons) {

    /**
     * @param text the label; none for copy_code
     * @param value where a url or phone_number leads; a url may end with {@code {{1}}}
     * @param example what such a url may end with, or a code to copy, for the provider's reviewers
     */
    record ButtonRequest(
            @NotNull @Pattern(regexp = "quick_reply|url|phone_number|copy_code")
            String type,

            @Nullable @Size(max = 25) String text,
            @Nullable @Size(max = 2000) String value,
            @Nullable @Size(max = 2000) String example) {
        TemplateButton button() {
            return new TemplateButton(type, text, value, example);
        }
    }

    /** Refuses what the provider would ({@code template.text}). */
    TemplateText read() {
        return TemplateText.read(
                head(),
                body,
                footer,
                Objects.requireNonNullElse(variables, List.of()),
                Objects.requireNonNullElse(examples, List.of()),
                buttons == null
                        ? List.of()
                        : buttons.stream().map(ButtonRequest::button).toList());
    }

    private @Nullable Header head() {
        return header == null && headerFormat == null && headerExample == null
                ? null
                : new Header(
                        headerFormat == null ? Header.Format.TEXT : Header.Format.of(headerFormat),
                        header,
                        headerExample);
    }
}
