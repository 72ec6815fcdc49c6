package io.tidings.runtime.security;

import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwx.JsonWebStructure;
import org.jose4j.keys.resolvers.JwksVerificationKeyResolver;
import org.jose4j.keys.resolvers.VerificationKeyResolver;
import org.jose4j.lang.JoseException;
import org.jose4j.lang.UnresolvableKeyException;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Key;
import java.time.Duration;
import java.util.List;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/**
 * The gateway's public keys, from a file or from the gateway itself, read again every few seconds: the gateway publishes a
 * new key some time before it signs with it. What cannot be read leaves the known ones as they are.
 */
@Singleton
class GatewayKeys implements VerificationKeyResolver {
    private static final Logger LOG = Logger.getLogger(GatewayKeys.class);
    private static final int TIME_OUT_MILLIS = 2_000;

    private final String source;
    private final Duration refresh;
    private volatile String text = "";
    private volatile List<JsonWebKey> keys = List.of();

    /**
     * @param source path of a JWKS file, which must be there, or an http(s) URL, which may come later
     * @param refresh how often it is read again
     */
    GatewayKeys(
            @ConfigProperty(name = "tidings.internal.jwks") String source,
            @ConfigProperty(name = "tidings.internal.refresh", defaultValue = "PT2S") Duration refresh)
            throws IOException, JoseException {
        this.source = source;
        this.refresh = refresh;
        if (!isUrl()) {
            read();
        }
    }

    void onStart(@Observes StartupEvent event, Vertx vertx) {
        vertx.executeBlocking(this::readAgain, false);
        vertx.setPeriodic(refresh.toMillis(), timer -> vertx.executeBlocking(this::readAgain, false));
    }

    @Override
    public Key resolveKey(JsonWebSignature signature, List<JsonWebStructure> nesting) throws UnresolvableKeyException {
        return new JwksVerificationKeyResolver(keys).resolveKey(signature, nesting);
    }

    /** The same as long as the keys are: what was verified with them holds. */
    Object generation() {
        return keys;
    }

    /** True when the keys have changed. */
    boolean readAgain() {
        try {
            return read();
        } catch (IOException | JoseException | IllegalArgumentException e) {
            LOG.warnf("internal.keys-unreadable cause=%s", e.getClass().getSimpleName());
            return false;
        }
    }

    private boolean read() throws IOException, JoseException {
        var now = isUrl() ? fetched() : Files.readString(Path.of(source));
        if (now.equals(text)) {
            return false;
        }
        var found = new JsonWebKeySet(now).getJsonWebKeys();
        if (found.isEmpty()) {
            throw new JoseException("no keys");
        }
        keys = List.copyOf(found);
        text = now;
        return true;
    }

    private String fetched() throws IOException {
        var connection = URI.create(source).toURL().openConnection();
        connection.setConnectTimeout(TIME_OUT_MILLIS);
        connection.setReadTimeout(TIME_OUT_MILLIS);
        try (var body = connection.getInputStream()) {
            return new String(body.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private boolean isUrl() {
        return source.startsWith("http://") || source.startsWith("https://");
    }
}
