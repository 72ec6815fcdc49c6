package io.tidings.gateway.limits;

import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisConnection;
import io.vertx.redis.client.RedisOptions;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Buckets in a Valkey or Redis that several gateways share: one script call for each decision, by the store's own clock.
 * What it does not answer in time is decided by the buckets of this process, so that callers go on while it is away; a
 * route that is strict waits for it to come back instead.
 */
final class SharedBuckets implements Buckets {
    private static final Logger LOG = Logger.getLogger(SharedBuckets.class);
    private static final String SCRIPT = script();
    private static final int WAITING = 16 * 1024;
    private static final long NANOS = 1_000L;
    private static final long CONNECT_MILLIS = 2_000;

    private final Vertx vertx;
    private final Redis redis;
    private final LocalBuckets local;
    private final long timeoutMillis;
    private final long pauseNanos;
    private volatile @Nullable Line line;
    private volatile boolean connecting;
    private volatile long quietUntil = System.nanoTime();

    /** A connection and the name under which the store knows the script. */
    private record Line(RedisConnection connection, String script) {}

    SharedBuckets(Vertx vertx, String url, LimitSettings.Shared settings, LocalBuckets local) {
        this.vertx = vertx;
        this.local = local;
        this.timeoutMillis = settings.timeout().toMillis();
        this.pauseNanos = settings.pause().toNanos();
        this.redis = Redis.createClient(
                vertx,
                new RedisOptions()
                        .setConnectionString(url)
                        .setMaxWaitingHandlers(WAITING)
                        .setMaxPoolSize(2)
                        .setMaxPoolWaiting(8));
        connect();
    }

    /** Whether decisions are made together with others now. */
    boolean isShared() {
        return line != null;
    }

    @Override
    public Future<Decision> take(Claim claim) {
        Line current = line;
        if (current == null) {
            if (!connecting && System.nanoTime() - quietUntil >= 0) {
                connect();
            }
            return Future.succeededFuture(withoutStore(claim));
        }
        Promise<Decision> decided = Promise.promise();
        long timer = vertx.setTimer(timeoutMillis, late -> {
            if (decided.tryComplete(withoutStore(claim))) {
                lost(current, new TimeoutException());
            }
        });
        current.connection.send(request(current, claim)).onComplete(answered -> {
            vertx.cancelTimer(timer);
            if (answered.succeeded()) {
                decided.tryComplete(decision(claim, answered.result()));
            } else if (decided.tryComplete(withoutStore(claim))) {
                lost(current, answered.cause());
            }
        });
        return decided.future();
    }

    void close() {
        redis.close();
    }

    private Decision withoutStore(Claim claim) {
        return claim.isStrict ? Decision.undecided() : local.decide(claim);
    }

    private static Request request(Line line, Claim claim) {
        Request request = Request.cmd(Command.EVALSHA).arg(line.script).arg(claim.cells.size());
        claim.cells.forEach(cell -> request.arg(cell.sharedKey));
        claim.cells.forEach(cell -> request.arg(cell.perMinute));
        return request;
    }

    private Decision decision(Claim claim, Response answer) {
        long[] ahead = new long[claim.cells.size()];
        for (int i = 0; i < ahead.length; i++) {
            ahead[i] = answer.get(i + 1).toLong() * NANOS;
        }
        local.learn(claim, ahead);
        return Decision.of(claim, answer.get(0).toLong() == 1, ahead);
    }

    private synchronized void connect() {
        if (connecting || line != null) {
            return;
        }
        connecting = true;
        Promise<Line> opened = Promise.promise();
        // A host that does not even refuse must not keep us from trying again.
        long timer = vertx.setTimer(CONNECT_MILLIS, late -> opened.tryFail(new TimeoutException()));
        redis.connect()
                .compose(connection -> connection
                        .send(Request.cmd(Command.SCRIPT).arg("LOAD").arg(SCRIPT))
                        .map(name -> new Line(connection, name.toString())))
                .onFailure(opened::tryFail)
                .onSuccess(fresh -> {
                    if (!opened.tryComplete(fresh)) {
                        fresh.connection.close();
                    }
                });
        opened.future().onComplete(done -> {
            vertx.cancelTimer(timer);
            connected(done);
        });
    }

    private synchronized void connected(AsyncResult<Line> opened) {
        connecting = false;
        if (opened.failed()) {
            quietUntil = System.nanoTime() + pauseNanos;
            LOG.debugf("limits.store-away cause=%s", opened.cause().getClass().getSimpleName());
            return;
        }
        Line fresh = opened.result();
        fresh.connection.exceptionHandler(broken -> lost(fresh, broken));
        fresh.connection.endHandler(ended -> lost(fresh, new IOException()));
        line = fresh;
        LOG.info("limits.store-connected");
    }

    /** Once for each connection, however many requests it leaves behind. */
    private synchronized void lost(Line gone, Throwable cause) {
        if (line != gone) {
            return;
        }
        line = null;
        quietUntil = System.nanoTime() + pauseNanos;
        LOG.warnf(
                "limits.store-lost cause=%s pause=%dms",
                cause.getClass().getSimpleName(), TimeUnit.NANOSECONDS.toMillis(pauseNanos));
        gone.connection.close();
    }

    private static String script() {
        try (InputStream file = SharedBuckets.class.getResourceAsStream("/limits/take.lua")) {
            if (file == null) {
                throw new IllegalStateException("Not in this build: take.lua");
            }
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
