package io.tidings.campaign.enrolment.domain;

import org.jspecify.annotations.Nullable;

import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/** The intent key under which messaging-service sends a step: {@code enrolment:<id>:step:<n>}. */
public record StepIntent(UUID enrolment, int stepNumber) {
    private static final Pattern KEY = Pattern.compile(
            "enrolment:(\\p{XDigit}{8}-\\p{XDigit}{4}-\\p{XDigit}{4}-\\p{XDigit}{4}-\\p{XDigit}{12}):step:(\\d{1,4})");

    /** Reads a key; empty for the intents of others. */
    public static Optional<StepIntent> of(@Nullable String key) {
        var parts = KEY.matcher(key == null ? "" : key);
        return parts.matches()
                ? Optional.of(new StepIntent(UUID.fromString(parts.group(1)), Integer.parseInt(parts.group(2))))
                : Optional.empty();
    }
}
