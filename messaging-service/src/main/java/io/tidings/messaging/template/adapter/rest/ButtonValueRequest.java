package io.tidings.messaging.template.adapter.rest;

import io.tidings.messaging.template.domain.ButtonValue;
import org.jspecify.annotations.Nullable;

import java.util.List;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

/**
 * What a message brings for one button of its template.
 *
 * @param index which one, from 0
 * @param value what a url ends with, the code to copy, or what comes back when a quick reply is pressed
 */
public record ButtonValueRequest(
        @NotNull @Min(0) @Max(9) Integer index,

        @NotNull @Pattern(regexp = "url|copy_code|quick_reply")
        String type,

        @NotNull @Size(max = 1900) String value) {

    /** None for null; refuses what the provider would ({@code template.parameter-form}). */
    public static List<ButtonValue> values(@Nullable List<ButtonValueRequest> requests) {
        return requests == null
                ? List.of()
                : requests.stream()
                        .map(request -> new ButtonValue(request.index(), request.type(), request.value()))
                        .toList();
    }
}
