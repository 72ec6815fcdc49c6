package io.tidings.gateway.limits;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.tidings.gateway.directory.KeyEntry;
import io.tidings.gateway.directory.TenantEntry;
import io.tidings.gateway.network.Origin;
import io.tidings.gateway.routing.Route;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

/**
 * How often a caller may call. Named buckets: {@code tenant} (everything it does), {@code key} (a key's own rate) or {@code
 * plan} (the tenant's keys without one), and one of the route where it has a rate; for who acts for no tenant one of the address. One decision takes from all of them or from
 * none. A bucket that rested for a minute is full, so forgetting it then forgets nothing: memory is bounded by the callers of
 * two minutes.
 */
@Singleton
public class RateLimits {
    private static final String STORE_PREFIX = "tidings:limit:{";
    /** Of {@link #takeOf}, for the steps of a login. */
    public static final String LOGIN = "login";
    /** Of {@link #takeOf}, for everything else without a tenant. */
    public static final String ADDRESS = "address";
    /** Addresses beyond these share one bucket, so that nobody fills the memory with addresses. */
    private static final int ADDRESSES = 100_000;

    private static final String OTHERS = "others";

    private final Map<CallerOnRoute, Claim> claims = new ConcurrentHashMap<>();
    private final Map<String, Claim> addresses = new ConcurrentHashMap<>();
    private final Map<String, Cell> cells = new ConcurrentHashMap<>();
    private final LimitSettings settings;
    private final Map<String, Integer> routes;
    private final Map<String, Integer> plans;
    private final LongSupplier nanoTime;
    private final LocalBuckets local;
    private final @Nullable SharedBuckets shared;

    /** Callers without a key of their own share one claim on each route. */
    private record CallerOnRoute(UUID caller, @Nullable String route) {}

    @Inject
    RateLimits(LimitSettings settings, Vertx vertx, MeterRegistry registry) {
        this(settings, System::nanoTime, vertx);
        Gauge.builder("tidings.gateway.limits.shared", this, RateLimits::sharing)
                .description("1 while limits are counted together with other gateways")
                .register(registry);
        Gauge.builder("tidings.gateway.limits.buckets", this, RateLimits::size)
                .description("Buckets in use")
                .register(registry);
    }

    RateLimits(LimitSettings settings, LongSupplier nanoTime, @Nullable Vertx vertx) {
        this.settings = settings;
        this.routes = Map.copyOf(settings.routes());
        this.plans = Map.copyOf(settings.plans());
        this.nanoTime = nanoTime;
        this.local = new LocalBuckets(nanoTime);
        String url = settings.shared().url().orElse(null);
        this.shared = url == null || vertx == null ? null : new SharedBuckets(vertx, url, settings.shared(), local);
    }

    void onStart(@Observes StartupEvent event, Vertx vertx) {
        vertx.setPeriodic(60_000, timer -> forgetIdle());
    }

    void onStop(@Observes ShutdownEvent event) {
        if (shared != null) {
            shared.close();
        }
    }

    /**
     * Takes one request. Complete at once unless a shared store has to be asked.
     *
     * @param key null for a person, who has the tenant's plan
     */
    public Future<Decision> take(@Nullable KeyEntry key, TenantEntry tenant, Route route) {
        Claim claim = claim(key, tenant, route);
        return shared == null ? local.take(claim) : shared.take(claim);
    }

    /**
     * Takes one request of somebody who acts for no tenant.
     *
     * @param name of the bucket: {@link #LOGIN} or {@link #ADDRESS}
     */
    public Future<Decision> takeOf(Origin origin, String name) {
        Claim claim = addresses.get(name + " " + origin.network());
        if (claim == null) {
            String network = addresses.size() < ADDRESSES ? origin.network() : OTHERS;
            claim = addresses.computeIfAbsent(name + " " + network, none -> addressClaim(network, name));
        }
        claim.usedAt = nanoTime.getAsLong();
        return shared == null ? local.take(claim) : shared.take(claim);
    }

    private Claim addressClaim(String network, String name) {
        int perMinute = name.equals(LOGIN)
                ? settings.address().login()
                : settings.address().otherwise();
        return new Claim(null, null, List.of(cell(network, name, name, perMinute)), false, nanoTime.getAsLong());
    }

    private Claim claim(@Nullable KeyEntry key, TenantEntry tenant, Route route) {
        Integer ofRoute = routes.get(route.name());
        boolean isOwn = ofRoute != null || route.isStrict();
        CallerOnRoute caller = new CallerOnRoute(key == null ? tenant.id() : key.id(), isOwn ? route.name() : null);
        Claim claim = claims.get(caller);
        if (claim == null || !claim.isOf(key, tenant)) {
            claim = newClaim(key, tenant, route, ofRoute);
            claims.put(caller, claim);
        }
        claim.usedAt = nanoTime.getAsLong();
        return claim;
    }

    private Claim newClaim(@Nullable KeyEntry key, TenantEntry tenant, Route route, @Nullable Integer ofRoute) {
        String owner = tenant.id().toString();
        List<Cell> all = new ArrayList<>(3);
        all.add(cell(owner, "tenant", "tenant", settings.tenant()));
        if (key != null && key.rateLimit() > 0) {
            all.add(cell(owner, "key:" + key.id(), "key", key.rateLimit()));
        } else {
            all.add(cell(owner, "plan", "plan", planRate(tenant)));
        }
        if (ofRoute != null) {
            all.add(cell(owner, "route:" + route.name(), route.name(), ofRoute));
        }
        return new Claim(key, tenant, List.copyOf(all), route.isStrict(), nanoTime.getAsLong());
    }

    /** A changed rate begins with a full bucket. */
    private Cell cell(String owner, String id, String name, int perMinute) {
        String key = STORE_PREFIX + owner + "}:" + id;
        return cells.compute(
                key,
                (same, known) -> known != null && known.perMinute == perMinute
                        ? known
                        : new Cell(name, key, perMinute, nanoTime.getAsLong()));
    }

    private int planRate(TenantEntry tenant) {
        return tenant.apiRate() > 0 ? tenant.apiRate() : plans.getOrDefault(tenant.plan(), settings.otherwise());
    }

    /** Claims first, then the buckets nobody claims. */
    void forgetIdle() {
        long fullSince = nanoTime.getAsLong() - Cell.WINDOW;
        claims.values().removeIf(claim -> claim.usedAt - fullSince < 0);
        addresses.values().removeIf(claim -> claim.usedAt - fullSince < 0);
        Set<Cell> inUse = Collections.newSetFromMap(new IdentityHashMap<>());
        claims.values().forEach(claim -> inUse.addAll(claim.cells));
        addresses.values().forEach(claim -> inUse.addAll(claim.cells));
        cells.values().removeIf(cell -> !inUse.contains(cell));
    }

    int size() {
        return cells.size();
    }

    /** 1 while decisions are shared, 0 while they are made here alone. */
    int sharing() {
        return shared != null && shared.isShared() ? 1 : 0;
    }
}
