package io.tidings.runtime.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.mutiny.Uni;
import io.tidings.runtime.problem.Refusal;
import io.tidings.runtime.tenancy.Row;
import io.tidings.runtime.tenancy.Sql;
import io.tidings.runtime.tenancy.TenantId;
import io.tidings.runtime.tenancy.TenantTx;
import io.vertx.core.buffer.Buffer;
import org.jspecify.annotations.Nullable;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/**
 * The Idempotency-Key header (IETF draft): the same key and body replay the first answer with
 * {@code Idempotency-Replay: true}, another body is 422, a request that still runs is 409. The answer is stored in the
 * transaction of its effect and kept for 24 hours; keys belong to one tenant, principal and route. Refused requests
 * store nothing and may be sent again.
 */
@ApplicationScoped
public class Idempotency {
    // One round trip: the lock shows a request still running, the row one that has ended.
    private static final String LOOK = """
            select pg_try_advisory_xact_lock($5), k.body_hash, k.status, k.location, k.etag, k.body
            from (select 1) one left join idempotency_keys k
              on k.tenant_id = $1 and k.principal = $2 and k.route = $3 and k.key = $4 and k.expires_at > now()""";
    private static final String KEEP = """
            insert into idempotency_keys
                (tenant_id, principal, route, key, body_hash, status, location, etag, body, expires_at)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, now() + interval '24 hours')
            on conflict (tenant_id, principal, route, key) do update
            set body_hash = excluded.body_hash, status = excluded.status, location = excluded.location,
                etag = excluded.etag, body = excluded.body, expires_at = excluded.expires_at
            where idempotency_keys.expires_at <= now()""";
    private static final String SWEEP = """
            delete from idempotency_keys where tenant_id = $1 and key in (
                select key from idempotency_keys where tenant_id = $1 and expires_at < now() limit 200)
              and expires_at < now()""";

    private final TenantTx tx;
    private final Sql sql;
    private final ObjectMapper json;

    Idempotency(TenantTx tx, Sql sql, ObjectMapper json) {
        this.tx = tx;
        this.sql = sql;
        this.json = json;
    }

    /**
     * Answers what {@code create} answers, at most once per key. Without the header {@code create} simply runs.
     *
     * @param body the request as read, compared by its JSON form
     */
    public Uni<Response> once(Caller caller, Object body, Supplier<Uni<Response>> create) {
        return once(caller, caller.tenant(), body, create);
    }

    /** As above for callers without a tenant of their own, such as the operator who acts on {@code tenant}. */
    public Uni<Response> once(Caller caller, TenantId tenant, Object body, Supplier<Uni<Response>> create) {
        return once(caller, tenant, body, create, UnaryOperator.identity());
    }

    /** As above; what is kept for a replay is {@code kept} of the answer, which leaves out what is shown only once. */
    public Uni<Response> once(
            Caller caller, TenantId tenant, Object body, Supplier<Uni<Response>> create, UnaryOperator<Object> kept) {
        var key = unquoted(caller.idempotencyKeyIfAny().orElse(null));
        if (key == null) {
            return create.get();
        }
        var scope = new Scope(tenant, caller.principal(), caller.route(), key, sha256(write(body)));
        return attempt(scope, create, kept)
                .onFailure(LostRace.class)
                .recoverWithUni(again -> attempt(scope, create, kept));
    }

    private record Scope(TenantId tenant, String principal, String route, String key, byte[] bodyHash) {
        long lock() {
            return ByteBuffer.wrap(sha256((tenant + " " + principal + " " + route + " " + key).getBytes(UTF_8)))
                    .getLong();
        }
    }

    private Uni<Response> attempt(Scope scope, Supplier<Uni<Response>> create, UnaryOperator<Object> kept) {
        return tx.run(
                scope.tenant(),
                () -> sql.one(LOOK, scope.tenant().value(), scope.principal(), scope.route(), scope.key(), scope.lock())
                        .chain(row -> {
                            if (!row.isNull(1)) {
                                return Uni.createFrom().item(replay(scope, row));
                            }
                            if (!row.bool(0)) {
                                throw new StillRunning();
                            }
                            return create.get().call(answer -> keep(scope, answer, kept.apply(answer.getEntity())));
                        }));
    }

    private Uni<Void> keep(Scope scope, Response answer, Object entity) {
        Uni<?> stored = sql.update(
                        KEEP,
                        scope.tenant().value(),
                        scope.principal(),
                        scope.route(),
                        scope.key(),
                        Buffer.buffer(scope.bodyHash()),
                        (short) answer.getStatus(),
                        answer.getHeaderString(HttpHeaders.LOCATION),
                        answer.getHeaderString(HttpHeaders.ETAG),
                        new String(write(entity), UTF_8))
                .invoke(kept -> {
                    if (kept == 0) {
                        throw new LostRace();
                    }
                });
        // every 64th request of a tenant clears away what has expired
        return (scope.bodyHash()[0] & 63) == 0
                ? stored.chain(() -> sql.update(SWEEP, scope.tenant().value())).replaceWithVoid()
                : stored.replaceWithVoid();
    }

    private static Response replay(Scope scope, Row row) {
        var stored = ((Buffer) Objects.requireNonNull(row.value(1))).getBytes();
        if (!MessageDigest.isEqual(stored, scope.bodyHash())) {
            throw new OtherBody();
        }
        return Response.status(row.integer(2))
                .header("Idempotency-Replay", "true")
                .header(HttpHeaders.LOCATION, row.stringOrNull(3))
                .header(HttpHeaders.ETAG, row.stringOrNull(4))
                .type(MediaType.APPLICATION_JSON)
                .entity(row.string(5))
                .build();
    }

    /** The draft wants a quoted structured-field string; many clients send it bare. */
    private static @Nullable String unquoted(@Nullable String header) {
        if (header == null) {
            return null;
        }
        var key = header.length() >= 2 && header.startsWith("\"") && header.endsWith("\"")
                ? header.substring(1, header.length() - 1)
                : header;
        if (!key.matches("[\\x21-\\x7e]{1,255}")) {
            throw new NotAKey();
        }
        return key;
    }

    private byte[] write(Object value) {
        try {
            return json.writeValueAsBytes(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("Not writable as JSON", e);
        }
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * The other request committed and let go of its lock after this one had taken its snapshot and before it tried the
     * lock. Its effect is undone; the next look finds the other's answer.
     */
    private static final class LostRace extends RuntimeException {
        private static final long serialVersionUID = 1;

        LostRace() {
            super("Another request with this Idempotency-Key was quicker", null, false, false);
        }
    }

    /** Another request with this key has not ended. */
    static final class StillRunning extends Refusal {
        StillRunning() {
            super(
                    Kind.CONFLICT,
                    "idempotency.still-running",
                    "A request with this Idempotency-Key is still running",
                    Map.of("retry_after", 1L));
        }
    }

    /** The key was used for something else. */
    static final class OtherBody extends Refusal {
        OtherBody() {
            super(Kind.INVALID, "idempotency.other-body", "This Idempotency-Key was used with another body");
        }
    }

    /** The header holds no usable key. */
    static final class NotAKey extends Refusal {
        NotAKey() {
            super(Kind.MALFORMED, "idempotency.key", "Idempotency-Key takes 1 to 255 visible ASCII characters");
        }
    }
}
