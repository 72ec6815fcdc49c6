package io.tidings.messaging.phonenumber.adapter.crypto;

import io.smallrye.config.ConfigMapping;

/** How secrets are kept. */
@ConfigMapping(prefix = "tidings.secrets")
interface SecretsSettings {

    /** AES-256 key, 32 bytes in base64; from outside the database. */
    String key();
}
