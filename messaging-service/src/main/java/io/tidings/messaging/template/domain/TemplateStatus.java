package io.tidings.messaging.template.domain;

import java.util.Locale;

/** Where a template stands with the provider. Only approved ones speak. */
public enum TemplateStatus {
    /** Ours alone; the provider has not seen it. */
    DRAFT,
    PENDING,
    APPROVED,
    REJECTED,
    /** For some hours, because people complained. */
    PAUSED,
    /** For good. */
    DISABLED;

    /** As stored and as shown by the API. */
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The status of this wire name; fails on any other text. */
    public static TemplateStatus of(String wire) {
        return valueOf(wire.toUpperCase(Locale.ROOT));
    }
}
