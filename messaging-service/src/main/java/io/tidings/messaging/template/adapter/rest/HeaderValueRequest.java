package io.tidings.messaging.template.adapter.rest;

import io.tidings.messaging.template.domain.Header;
import io.tidings.messaging.template.domain.HeaderValue;
import io.tidings.messaging.template.domain.Template;
import org.jspecify.annotations.Nullable;

import java.util.Objects;
import java.util.stream.Stream;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;

/**
 * What a message brings for its template's header: the text of its one place, a file, or a point on the map.
 *
 * @param text of type text
 * @param link of type image, video or document: https; the provider fetches it
 * @param filename how a document is called where it arrives
 * @param latitude in degrees; a location wants all of the last four
 */
public record HeaderValueRequest(
        @NotNull @Pattern(regexp = "text|image|video|document|location")
        String type,

        @Nullable String text,
        @Nullable String link,
        @Nullable String filename,
        @Nullable Double latitude,
        @Nullable Double longitude,
        @Nullable String name,
        @Nullable String address) {

    /** Refuses what the provider would ({@code template.parameter-form}, {@code template.parameter-link}). */
    public HeaderValue value() {
        var given = Stream.of(text, link, filename, latitude, longitude, name, address)
                .filter(Objects::nonNull)
                .count();
        var format = Header.Format.of(type);
        return switch (format) {
            case TEXT -> {
                require(text != null && given == 1);
                yield new HeaderValue.Text(Objects.requireNonNull(text));
            }
            case IMAGE, VIDEO, DOCUMENT -> {
                require(link != null && given == (filename == null ? 1 : 2));
                yield new HeaderValue.Media(format, Objects.requireNonNull(link), filename);
            }
            case LOCATION -> {
                require(text == null && link == null && filename == null && given == 4);
                yield new HeaderValue.Location(
                        Objects.requireNonNull(latitude),
                        Objects.requireNonNull(longitude),
                        Objects.requireNonNull(name),
                        Objects.requireNonNull(address));
            }
        };
    }

    private static void require(boolean fits) {
        if (!fits) {
            throw new Template.BadParameter(HeaderValue.PATH);
        }
    }
}
