package io.tidings.gateway.usage;

import io.tidings.contracts.tenant.AccessRefused;
import io.tidings.contracts.tenant.ApiCallsCounted;
import io.tidings.contracts.tenant.KeyCalls;
import io.tidings.gateway.directory.KeyEntry;
import io.tidings.gateway.directory.TenantEntry;
import io.tidings.gateway.resolution.BusinessClock;
import io.tidings.gateway.resolution.Misplaced;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.LongSupplier;
import java.util.function.ObjLongConsumer;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

/**
 * Counts calls by tenant and key, and refusals of credentials that were used where they do not belong. Counting is a look-up
 * and an addition. What was counted is taken out in windows, each with an id of its own, so that a window that is told twice
 * counts once.
 */
@Singleton
public class CallMeter implements Misplaced {
    /** Keys in one window; the contract allows as many. */
    private static final int KEYS = 500;

    private final LongSupplier clock;
    private final Map<UUID, Tally> calls = new ConcurrentHashMap<>();
    private final Map<String, Map<UUID, Tally>> refusals = new ConcurrentHashMap<>();
    private volatile boolean closed;

    @Inject
    CallMeter(BusinessClock clock) {
        this(clock::millis);
    }

    CallMeter(LongSupplier clock) {
        this.clock = clock;
    }

    /**
     * Counts one call that is about to be handed on. False when counting has ended, because the process is: such a call must
     * not go on, or nobody would know of it.
     *
     * @param key null for a person
     */
    public boolean count(TenantEntry tenant, @Nullable KeyEntry key) {
        add(calls, tenant.id(), key == null ? null : key.id());
        return !closed;
    }

    @Override
    public void refused(TenantEntry tenant, @Nullable KeyEntry key, String code) {
        add(
                refusals.computeIfAbsent(code, none -> new ConcurrentHashMap<>()),
                tenant.id(),
                key == null ? null : key.id());
    }

    private void add(Map<UUID, Tally> tallies, UUID tenant, @Nullable UUID key) {
        UUID owner = key == null ? tenant : key;
        long now = clock.getAsLong();
        Tally tally = tallies.get(owner);
        while (tally == null || !tally.add(now)) {
            Tally stale = tally;
            tally = tallies.compute(
                    owner, (same, known) -> known == null || known == stale ? new Tally(tenant, key) : known);
        }
    }

    /** From now on {@link #count} says no. */
    void close() {
        closed = true;
    }

    /** What was counted since the last time, in windows. One thread asks. */
    List<Told> take() {
        List<Told> told = new ArrayList<>();
        Map<Shelf, List<KeyCalls>> shelves = new TreeMap<>();
        takeFrom(calls, (tally, count) -> {
            Instant last = Instant.ofEpochMilli(tally.lastAt());
            shelves.computeIfAbsent(
                            new Shelf(tally.tenant, LocalDate.ofInstant(last, ZoneOffset.UTC)),
                            none -> new ArrayList<>())
                    .add(new KeyCalls(tally.key, count, last));
        });
        shelves.forEach((shelf, all) -> {
            for (int from = 0; from < all.size(); from += KEYS) {
                List<KeyCalls> some = List.copyOf(all.subList(from, Math.min(all.size(), from + KEYS)));
                told.add(new Told(shelf.tenant, new ApiCallsCounted(newId(), shelf.day, some)));
            }
        });
        refusals.forEach((code, tallies) -> takeFrom(tallies, (tally, count) -> {
            Instant last = Instant.ofEpochMilli(tally.lastAt());
            told.add(new Told(tally.tenant, new AccessRefused(newId(), code, tally.key, count, last)));
        }));
        return told;
    }

    private static void takeFrom(Map<UUID, Tally> tallies, ObjLongConsumer<Tally> each) {
        tallies.entrySet().removeIf(entry -> {
            long count = entry.getValue().take();
            if (count > 0) {
                each.accept(entry.getValue(), count);
                return false;
            }
            return entry.getValue().closeIfIdle();
        });
    }

    /** Version 7 (RFC 9562): in the order of time. */
    private UUID newId() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        return new UUID(
                clock.getAsLong() << 16 | 0x7000 | random.nextInt(1 << 12), random.nextLong() >>> 2 | Long.MIN_VALUE);
    }

    /** One tenant's day. */
    private record Shelf(UUID tenant, LocalDate day) implements Comparable<Shelf> {
        @Override
        public int compareTo(Shelf other) {
            int byTenant = tenant.compareTo(other.tenant);
            return byTenant != 0 ? byTenant : day.compareTo(other.day);
        }
    }
}
