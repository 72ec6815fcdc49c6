package io.tidings.simulator.whatsapp;

import io.tidings.simulator.journal.Journal;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The approved templates: Tidings' own, and what was added at run time. They are the same for every business account. */
final class Templates {

    private static final List<Template> BUILT_IN = List.of(
            utility("packing_list", "Order {{1}} is ready to be packed: {{2}}. Pack it for {{3}}."),
            utility("order_confirmation", "Hi {{1}}, thank you for your order {{2}}: {{3}}."),
            utility(
                    "shipping_notification",
                    "Hi {{1}}, your order {{2}} is on its way with {{3}}. Tracking number: {{4}}."),
            utility("delivery_confirmation", "Hi {{1}}, your order {{2}} has been delivered. Thank you!"),
            utility("payment_reminder", "Hi {{1}}, invoice {{2}} over {{3}} is due on {{4}}. {{5}}"),
            Template.of(
                    "drip_step",
                    "en",
                    "marketing",
                    TemplateHeader.NONE,
                    "Hi {{1}}, {{2}}\n\nReply STOP to opt out.",
                    List.of()),
            Template.of(
                    "otp_code",
                    "en",
                    Template.AUTHENTICATION,
                    TemplateHeader.NONE,
                    "{{1}} is your verification code. For your security, do not share this code.",
                    List.of()));

    private record Key(String name, String language) {}

    private final Journal journal;
    private final Map<Key, Template> added = new LinkedHashMap<>();
    private final Map<Key, Template> all = new LinkedHashMap<>();

    Templates(Journal journal) {
        this.journal = journal;
        BUILT_IN.forEach(template -> all.put(key(template), template));
    }

    Template require(String name, String language) {
        var template = all.get(new Key(name, language));
        if (template == null) {
            throw CloudApiError.noTemplate(name, language);
        }
        return template;
    }

    void add(Template template) {
        restore(template);
        journal.append("whatsapp.template", template::writeTo);
    }

    void restore(Template template) {
        added.put(key(template), template);
        all.put(key(template), template);
    }

    /** Writes the added ones down again: they stay when the journal is emptied. */
    void recordAll() {
        added.values().forEach(template -> journal.append("whatsapp.template", template::writeTo));
    }

    Collection<Template> all() {
        return all.values();
    }

    private static Key key(Template template) {
        return new Key(template.name(), template.language());
    }

    private static Template utility(String name, String body) {
        return Template.of(name, "en", "utility", TemplateHeader.NONE, body, List.of());
    }
}
