package io.tidings.messaging.intake.adapter.whatsapp;

import io.smallrye.config.ConfigMapping;

import java.util.List;
import java.util.Optional;

/** What the provider and we share. Without secrets every webhook is refused. */
@ConfigMapping(prefix = "tidings.whatsapp")
interface WebhookSettings {

    /** App secrets that sign webhooks, separated by commas: the old and the new one are both valid during a change. */
    Optional<List<String>> appSecret();

    /** Text that the handshake must bring. */
    Optional<String> verifyToken();
}
