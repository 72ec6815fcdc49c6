package io.tidings.messaging.conversation.adapter.whatsapp;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

import java.util.Set;

/** Where media may come from. */
@ConfigMapping(prefix = "tidings.whatsapp")
interface MediaSettings {

    /** Hosts media may be fetched from beside the API's own; https. */
    @WithDefault("lookaside.fbsbx.com")
    Set<String> mediaHosts();
}
