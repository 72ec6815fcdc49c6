package io.tidings.commerce.store.adapter.crypto;

import io.smallrye.config.ConfigMapping;

/** How secrets are kept. */
@ConfigMapping(prefix = "tidings.secrets")
interface SecretSettings {

    /** AES-256 key, 32 bytes in Base64; from outside the database, the same for all instances. */
    String key();
}
