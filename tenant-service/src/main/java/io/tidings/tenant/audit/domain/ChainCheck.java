package io.tidings.tenant.audit.domain;

import org.jspecify.annotations.Nullable;

import java.security.MessageDigest;
import java.util.List;

/** Goes over a tenant's audit log from the first row on and remembers the first that is not as it was written. */
public final class ChainCheck {
    private byte[] previous = AuditEntry.BEGINNING;
    private long rows;
    private @Nullable Long firstBroken;

    /** A row with the hash that is kept with it. */
    public record Kept(AuditEntry entry, byte[] hash) {}

    /** The newest row as the chain's head remembers it: what is missing at the end is found by it. */
    public record Head(long seq, byte[] hash) {}

    /** @param firstBroken number of the first row that is changed, missing or out of place; null when all is well */
    public record Verdict(long rows, @Nullable Long firstBroken) {
        public boolean intact() {
            return firstBroken == null;
        }
    }

    /** Takes the next rows; false when there is no use in reading more. */
    public boolean take(List<Kept> next) {
        for (var kept : next) {
            var expected = rows + 1;
            var hash = kept.entry().hashAfter(previous);
            if (kept.entry().seq() != expected || !MessageDigest.isEqual(hash, kept.hash())) {
                firstBroken = expected;
                return false;
            }
            previous = hash;
            rows = expected;
        }
        return true;
    }

    /** The number of the last row that was right. */
    public long rows() {
        return rows;
    }

    /** What was found, once every row was taken. */
    public Verdict verdict(Head head) {
        if (firstBroken == null && (head.seq() != rows || !MessageDigest.isEqual(head.hash(), previous))) {
            firstBroken = head.seq() == rows ? Math.max(rows, 1) : Math.min(head.seq(), rows) + 1;
        }
        return new Verdict(rows, firstBroken);
    }
}
