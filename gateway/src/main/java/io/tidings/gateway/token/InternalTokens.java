package io.tidings.gateway.token;

import io.quarkus.runtime.StartupEvent;
import io.tidings.gateway.directory.KeyEntry;
import io.tidings.gateway.directory.MemberEntry;
import io.tidings.gateway.directory.TenantEntry;
import io.tidings.gateway.resolution.Caller;
import io.tidings.gateway.routing.Service;
import io.vertx.core.Vertx;
import org.jboss.logging.Logger;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.lang.JoseException;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

/**
 * Signs who the caller is, for one service and one minute (JWT, EdDSA). Services accept nothing else. A token is used
 * again while it has enough time left and its key and tenant have not changed; the cache holds what was used lately.
 */
@Singleton
public class InternalTokens {
    /** The {@code iss} claim. */
    public static final String ISSUER = "tidings-gateway";

    private static final UUID OPERATOR = new UUID(0, 1);
    private static final UUID WEBHOOK = new UUID(0, 2);
    private static final UUID ANYONE = new UUID(0, 3);

    private static final Logger LOG = Logger.getLogger(InternalTokens.class);
    private static final Duration CLOCKS_DIFFER = Duration.ofSeconds(10);
    private static final long LOOK_EVERY_MILLIS = 1_000;

    private final Path file;
    private final KeyRing keys;
    private final Duration lifetime;
    private final Duration renewBefore;
    private final Clock clock;
    private volatile @Nullable FileTime readAt;
    private final Map<Cell, Signed> cache = new ConcurrentHashMap<>();

    @Inject
    InternalTokens(TokenSettings settings) {
        this(settings, Clock.systemUTC());
    }

    InternalTokens(TokenSettings settings, Clock clock) {
        this.file = settings.key();
        this.keys = new KeyRing(
                SigningKey.read(file),
                clock,
                settings.overlap(),
                settings.lifetime().plus(CLOCKS_DIFFER));
        this.lifetime = settings.lifetime();
        this.renewBefore = settings.renewBefore();
        this.clock = clock;
    }

    void onStart(@Observes StartupEvent event, Vertx vertx) {
        vertx.setPeriodic(lifetime.toMillis(), timer -> forgetOld());
        vertx.setPeriodic(LOOK_EVERY_MILLIS, timer -> vertx.executeBlocking(this::readKeys, false));
    }

    /** Takes over a changed key file; what cannot be read changes nothing. */
    @Nullable
    Void readKeys() {
        try {
            FileTime modified = Files.getLastModifiedTime(file);
            if (!modified.equals(readAt)) {
                keys.replace(SigningKey.read(file));
                readAt = modified;
            }
        } catch (IOException | IllegalStateException e) {
            LOG.warnf("token.key-unreadable cause=%s", e.getClass().getSimpleName());
        }
        return null;
    }

    /** The public keys as a JWKS. */
    String publishedKeys() {
        return keys.published();
    }

    /** The value of the {@code Authorization} field for this caller at this service. */
    public String authorization(Caller caller, Service service) {
        return switch (caller) {
            case Caller.KeyHolder(KeyEntry entry, TenantEntry tenant) ->
                cached(new Cell(entry.id(), service), caller, entry, tenant);
            case Caller.Person person ->
                cached(new Cell(person.id(), service), caller, person.member(), person.tenant());
            case Caller.Operator() -> cached(new Cell(OPERATOR, service), caller, null, null);
            case Caller.Anyone() -> cached(new Cell(ANYONE, service), caller, null, null);
            case Caller.WebhookSender() -> cached(new Cell(WEBHOOK, service), caller, null, null);
        };
    }

    private String cached(Cell cell, Caller caller, @Nullable Record entry, @Nullable TenantEntry tenant) {
        long now = clock.millis();
        Signed known = cache.get(cell);
        if (known != null && known.renewAt > now && known.entry == entry && known.tenant == tenant) {
            return known.authorization;
        }
        String authorization = "Bearer " + sign(claims(caller, cell.service, now));
        long renewAt = now + lifetime.toMillis() - renewBefore.toMillis();
        cache.put(cell, new Signed(authorization, renewAt, entry, tenant));
        return authorization;
    }

    private JwtClaims claims(Caller caller, Service service, long nowMillis) {
        JwtClaims claims = new JwtClaims();
        claims.setIssuer(ISSUER);
        claims.setAudience(service.audience());
        claims.setIssuedAt(NumericDate.fromMilliseconds(nowMillis));
        claims.setExpirationTime(NumericDate.fromMilliseconds(nowMillis + lifetime.toMillis()));
        switch (caller) {
            case Caller.KeyHolder(KeyEntry entry, TenantEntry tenant) -> {
                claims.setSubject("key:" + entry.id());
                claims.setStringClaim("kind", "key");
                claims.setStringClaim("tenant", tenant.id().toString());
                claims.setStringClaim("plan", tenant.plan());
                claims.setStringClaim("mode", entry.mode());
                claims.setStringListClaim("permissions", entry.permissions());
            }
            case Caller.Person person -> {
                claims.setSubject("user:" + person.subject());
                claims.setStringClaim("kind", "user");
                claims.setStringListClaim("permissions", person.permissions());
                TenantEntry tenant = person.tenant();
                if (tenant != null) {
                    claims.setStringClaim("tenant", tenant.id().toString());
                    claims.setStringClaim("plan", tenant.plan());
                }
                MemberEntry member = person.member();
                if (member != null) {
                    claims.setStringClaim("role", member.role());
                }
            }
            case Caller.Operator() -> {
                claims.setSubject("operator");
                claims.setStringClaim("kind", "operator");
                claims.setStringListClaim("permissions", List.of("*"));
            }
            case Caller.Anyone() -> {
                claims.setSubject("anyone");
                claims.setStringClaim("kind", "anyone");
                claims.setStringListClaim("permissions", List.of("plans:read"));
            }
            case Caller.WebhookSender() -> {
                claims.setSubject("webhook");
                claims.setStringClaim("kind", "webhook");
                claims.setStringListClaim("permissions", List.of("webhooks:receive"));
            }
        }
        return claims;
    }

    private String sign(JwtClaims claims) {
        JsonWebSignature signature = new JsonWebSignature();
        signature.setAlgorithmHeaderValue(AlgorithmIdentifiers.EDDSA);
        SigningKey key = keys.current();
        signature.setKeyIdHeaderValue(key.id());
        signature.setKey(key.key());
        signature.setPayload(claims.toJson());
        try {
            return signature.getCompactSerialization();
        } catch (JoseException e) {
            throw new IllegalStateException("Signing failed", e);
        }
    }

    void forgetOld() {
        long now = clock.millis();
        cache.values().removeIf(signed -> signed.renewAt <= now);
    }

    int size() {
        return cache.size();
    }

    private record Cell(UUID principal, Service service) {}

    private record Signed(
            String authorization,
            long renewAt,
            @Nullable Record entry,
            @Nullable TenantEntry tenant) {}
}
