package io.tidings.simulator.faults;

/**
 * What happens to one call.
 *
 * @param refusal the HTTP status it is refused with, 0 when it is not
 * @param failCode the error its message is reported failed with, 0 when it is not
 */
public record Mishap(
        int latencyMs,
        int refusal,
        boolean hangUp,
        boolean duplicate,
        boolean reorder,
        boolean noStatuses,
        int failCode) {

    static final Mishap NONE = new Mishap(0, 0, false, false, false, false, 0);

    boolean any() {
        return !equals(NONE);
    }
}
