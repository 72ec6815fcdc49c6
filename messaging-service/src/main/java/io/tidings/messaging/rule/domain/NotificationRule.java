package io.tidings.messaging.rule.domain;

import io.tidings.messaging.template.domain.Template;
import io.tidings.runtime.problem.Refusal;
import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Whether an event speaks to an audience, and with which template.
 *
 * @param language the template's; null for the recipient's own where it is known
 * @param version 0 for a default nobody has touched
 */
public record NotificationRule(
        NotifiedEvent event,
        Audience audience,
        boolean enabled,
        String template,
        @Nullable String language,
        long version) {

    /** What holds for a tenant that has said nothing. */
    public static final List<NotificationRule> DEFAULTS = List.of(
            rule(NotifiedEvent.ORDER_PLACED, Audience.PACKERS, true, "packing_list"),
            rule(NotifiedEvent.ORDER_PLACED, Audience.CUSTOMER, false, "order_confirmation"),
            rule(NotifiedEvent.ORDER_SHIPPED, Audience.CUSTOMER, true, "shipping_notification"),
            rule(NotifiedEvent.ORDER_DELIVERED, Audience.CUSTOMER, true, "delivery_confirmation"),
            rule(NotifiedEvent.PAYMENT_REMINDER_DUE, Audience.CUSTOMER, true, "payment_reminder"),
            rule(NotifiedEvent.CAMPAIGN_STEP_DUE, Audience.CUSTOMER, true, "drip_step"));

    private static NotificationRule rule(NotifiedEvent event, Audience audience, boolean enabled, String template) {
        return new NotificationRule(event, audience, enabled, template, null, 0);
    }

    /** The default for this event and audience, empty when the event never speaks to them. */
    public static Optional<NotificationRule> usual(NotifiedEvent event, Audience audience) {
        return DEFAULTS.stream().filter(rule -> rule.isFor(event, audience)).findFirst();
    }

    public boolean isFor(NotifiedEvent someEvent, Audience somebody) {
        return event == someEvent && audience == somebody;
    }

    /**
     * Changed; when it is to speak, refuses a template with variables the event does not tell, or with a header or buttons
     * that want something of each message ({@code rule.template}, with them).
     */
    public NotificationRule changed(boolean on, Template newTemplate, @Nullable String newLanguage) {
        var missing = !on
                ? List.<String>of()
                : Stream.concat(
                                newTemplate.variables().stream()
                                        .filter(variable -> !event.fields().contains(variable)),
                                newTemplate.openFrame().stream())
                        .toList();
        if (!missing.isEmpty()) {
            throw new UnfitTemplate(missing);
        }
        return new NotificationRule(event, audience, on, newTemplate.name(), newLanguage, version + 1);
    }

    /** No event of that name speaks to that audience. */
    public static final class NotFound extends Refusal {
        public NotFound() {
            super(Kind.NOT_FOUND, "rule.not-found", "There is no such notification rule");
        }
    }

    /** The event does not tell all that the template wants to know. */
    public static final class UnfitTemplate extends Refusal {
        UnfitTemplate(List<String> missing) {
            super(
                    Kind.INVALID,
                    "rule.template",
                    "The template wants what the event does not tell",
                    Map.of("missing", missing));
        }
    }
}
