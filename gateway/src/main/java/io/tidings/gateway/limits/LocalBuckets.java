package io.tidings.gateway.limits;

import io.vertx.core.Future;

import java.util.function.LongSupplier;

/** Buckets in this process. A tenant's buckets have one lock, held for some ten nanoseconds. */
final class LocalBuckets implements Buckets {
    private final LongSupplier nanoTime;

    LocalBuckets(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    @Override
    public Future<Decision> take(Claim claim) {
        return Future.succeededFuture(decide(claim));
    }

    Decision decide(Claim claim) {
        long[] ahead = new long[claim.cells.size()];
        boolean allowed;
        synchronized (claim.cells.getFirst()) {
            long now = nanoTime.getAsLong();
            allowed = takeAll(claim, now);
            for (int i = 0; i < ahead.length; i++) {
                ahead[i] = claim.cells.get(i).ahead(now);
            }
        }
        return Decision.of(claim, allowed, ahead);
    }

    /** Goes on from here where the shared store was, should it go away: nobody finds a full bucket then. */
    void learn(Claim claim, long[] ahead) {
        synchronized (claim.cells.getFirst()) {
            long now = nanoTime.getAsLong();
            for (int i = 0; i < ahead.length; i++) {
                claim.cells.get(i).learn(now, ahead[i]);
            }
        }
    }

    private static boolean takeAll(Claim claim, long now) {
        for (int i = 0; i < claim.cells.size(); i++) {
            if (!claim.cells.get(i).hasOne(now)) {
                return false;
            }
        }
        for (int i = 0; i < claim.cells.size(); i++) {
            claim.cells.get(i).takeOne(now);
        }
        return true;
    }
}
