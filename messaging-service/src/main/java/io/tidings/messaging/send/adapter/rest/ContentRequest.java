package io.tidings.messaging.send.adapter.rest;

import io.tidings.messaging.message.domain.Attached;
import io.tidings.messaging.send.application.RequestSend.Content;
import io.tidings.messaging.template.adapter.rest.ButtonValueRequest;
import io.tidings.messaging.template.adapter.rest.HeaderValueRequest;
import io.tidings.messaging.template.application.RenderText;
import io.tidings.messaging.template.domain.Template;
import io.tidings.messaging.template.domain.Values;
import io.tidings.runtime.problem.Refusal;
import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

/** What a message says, as callers give it: exactly one of text, media, interactive and template. */
public record ContentRequest(
        @Nullable @Valid TextRequest text,
        @Nullable @Valid MediaRequest media,
        @Nullable @Valid InteractiveRequest interactive,
        @Nullable @Valid TemplateRequest template) {

    /** @param variables makes the body Liquid over them; as it is when absent */
    public record TextRequest(
            @NotBlank @Size(max = 4096) String body,

            @Nullable @Size(max = 50)
            Map<@NotBlank @Size(max = 60) String, @NotNull @Size(max = 1000) String> variables) {}

    /** @param link https; the provider fetches it */
    public record MediaRequest(
            @NotNull @Pattern(regexp = "image|audio|video|document|sticker")
            String type,

            @NotBlank @Size(max = 2048) String link,
            @Nullable @Size(min = 1, max = 1024) String caption,
            @Nullable @Size(max = 240) String filename) {}

    /** @param buttons one to three */
    public record InteractiveRequest(
            @NotBlank @Size(max = 1024) String body,
            @NotNull @Size(min = 1, max = 3) List<@NotNull @Valid ButtonRequest> buttons) {}

    /** @param id comes back when it is pressed */
    public record ButtonRequest(
            @NotBlank @Size(max = 256) String id,
            @NotBlank @Size(max = 20) String label) {}

    /**
     * @param parameters in the order of the template's variables
     * @param namedParameters by their names instead
     * @param header for a header with a place, a file or a location
     * @param buttons for urls with a place and codes to copy; for quick replies where they should answer something else
     */
    public record TemplateRequest(
            @NotBlank @Size(max = 512) String name,

            @Nullable @Pattern(regexp = "[a-z]{2,3}(_[A-Z]{2})?")
            String language,

            @Nullable @Size(max = 50) List<@NotNull String> parameters,
            @Nullable @Size(max = 50) Map<@NotBlank String, @NotNull String> namedParameters,
            @Nullable @Valid HeaderValueRequest header,
            @Nullable @Size(max = 10) List<@NotNull @Valid ButtonValueRequest> buttons) {

        /**
         * Refuses values of a form the provider would refuse ({@code template.parameter-form},
         * {@code template.parameter-link}).
         */
        Content.Templated content() {
            if (namedParameters != null) {
                if (parameters != null) {
                    throw new NotOneContent();
                }
                Template.requireProper(namedParameters);
                return content(new Values.Body.Named(namedParameters));
            }
            var ordered = Objects.requireNonNullElse(parameters, List.<String>of());
            Template.requireProper(ordered);
            return content(new Values.Body.Ordered(ordered));
        }

        private Content.Templated content(Values.Body body) {
            return new Content.Templated(
                    name,
                    language,
                    new Values(body, header == null ? null : header.value(), ButtonValueRequest.values(buttons)));
        }
    }

    /** @param number the number free words leave by; null for the one the person wrote to last */
    public Content content(RenderText renderText, @Nullable UUID number) {
        if (Stream.of(text, media, interactive, template)
                        .filter(Objects::nonNull)
                        .count()
                != 1) {
            throw new NotOneContent();
        }
        if (template != null) {
            return template.content();
        }
        if (media != null) {
            var attached =
                    Attached.media(Attached.Kind.of(media.type()), media.link(), media.caption(), media.filename());
            return new Content.FreeText(media.caption(), number, attached, null);
        }
        if (interactive != null) {
            var buttons = Attached.buttons(interactive.buttons().stream()
                    .map(button -> new Attached.Button(button.id(), button.label()))
                    .toList());
            return new Content.FreeText(interactive.body(), number, buttons, null);
        }
        var words = Objects.requireNonNull(text);
        var body = words.variables() == null ? words.body() : renderText.handle(words.body(), words.variables());
        return new Content.FreeText(body, number, null, null);
    }

    /**
     * As {@link #content(RenderText, UUID)}, with what goes instead when the window has closed; free words alone take that.
     */
    public Content content(RenderText renderText, @Nullable UUID number, @Nullable TemplateRequest fallback) {
        var content = content(renderText, number);
        if (fallback == null) {
            return content;
        }
        if (content instanceof Content.FreeText free) {
            return new Content.FreeText(free.text(), free.phoneNumber(), free.attached(), fallback.content());
        }
        throw new NotOneContent();
    }

    /** None or several of text, media, interactive and template, or parameters given twice. */
    static final class NotOneContent extends Refusal {
        NotOneContent() {
            super(
                    Kind.INVALID,
                    "message.content",
                    "A message takes exactly one of text, media, interactive and template, with parameters of one kind; a"
                            + " template takes no fallback");
        }
    }
}
