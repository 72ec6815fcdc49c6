package io.tidings.campaign.campaign.domain;

import io.tidings.runtime.problem.Refusal;
import org.jspecify.annotations.Nullable;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/** Values a tenant gives to the placeholders of a step: at most 49, so that the contact's name still fits the event. */
public record TemplateVariables(Map<String, String> values) {
    private static final int MOST = 49;
    private static final int LONGEST_VALUE = 1024;
    private static final Pattern KEY = Pattern.compile("[A-Za-z_]\\w{0,63}");

    public TemplateVariables {
        values = Map.copyOf(values);
    }

    /** Refuses with {@link Invalid}. */
    public static TemplateVariables of(Map<String, String> values) {
        if (values.size() > MOST || !values.entrySet().stream().allMatch(TemplateVariables::isUsable)) {
            throw new Invalid();
        }
        return new TemplateVariables(values);
    }

    /** These values for one contact: {@code name} is theirs when it is known, else what the step says. */
    public Map<String, String> forContact(@Nullable String name) {
        var all = new LinkedHashMap<>(values);
        if (name != null) {
            all.put("name", name);
        }
        return all;
    }

    private static boolean isUsable(Map.Entry<String, @Nullable String> entry) {
        var value = entry.getValue();
        return KEY.matcher(entry.getKey()).matches() && value != null && value.length() <= LONGEST_VALUE;
    }

    /** Too many, a key that is no placeholder's name, or a value that is missing or too long. */
    public static final class Invalid extends Refusal {
        Invalid() {
            super(
                    Kind.INVALID,
                    "step.variables",
                    "At most 49 variables; names of letters, digits and _ up to 64, values up to 1024 characters");
        }
    }
}
