package io.tidings.simulator.faults;

import java.util.Random;

/** Decides for each send what goes wrong with it. */
public final class FaultInjector {

    private Faults faults = Faults.NONE;
    private Random random = new Random(Faults.NONE.seed());
    private long left = -1;

    void set(Faults next) {
        faults = next;
        random = new Random(next.seed());
        left = next.count();
    }

    Faults current() {
        return faults;
    }

    long left() {
        return left;
    }

    /** Whether Meta's rate limits are switched on. */
    public boolean limits() {
        return faults.limits();
    }

    /** Whether an unregistered number is refused. */
    public boolean strict() {
        return faults.strict();
    }

    /** The fate of the next call. One draw per fault and call, so that each rate picks its calls independently. */
    public Mishap next() {
        if (left == 0) {
            return Mishap.NONE;
        }
        boolean tooMany = hits(faults.rate429());
        boolean down = hits(faults.rate5xx());
        boolean hangUp = hits(faults.acceptThenHangUp());
        boolean duplicate = hits(faults.duplicate());
        boolean reorder = hits(faults.reorder());
        boolean silent = hits(faults.noStatuses());
        boolean fails = hits(faults.failRate());
        boolean unavailable = random.nextBoolean();
        int refusal = tooMany ? 429 : down ? (unavailable ? 503 : 500) : 0;
        var mishap = new Mishap(
                faults.latencyMs(), refusal, hangUp, duplicate, reorder, silent, fails ? faults.failCode() : 0);
        if (left > 0 && mishap.any()) {
            left--;
        }
        return mishap;
    }

    private boolean hits(double rate) {
        return random.nextDouble() < rate;
    }
}
