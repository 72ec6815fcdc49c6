package io.tidings.simulator.faults;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidings.simulator.http.Input;
import io.tidings.simulator.http.Json;

/**
 * What goes wrong with WhatsApp sends, and how often. Rates are shares of calls from 0 to 1.
 *
 * @param latencyMs how much later a call is answered; it is accepted, and its statuses run, at once
 * @param rate429 calls refused with HTTP 429 and error 130429, not accepted
 * @param rate5xx calls refused with HTTP 500 or 503 and error 131000 or 131016, not accepted
 * @param acceptThenHangUp calls that are accepted, and whose connection is then closed without an answer
 * @param duplicate messages each of whose status webhooks is sent twice
 * @param reorder messages whose statuses come in the order read, delivered, sent
 * @param noStatuses messages that are never heard of again
 * @param failRate messages that are accepted and then reported failed with {@code failCode}
 * @param failCode the error of those failures, for example 131026 (undeliverable) or 131049 (marketing cap)
 * @param limits whether Meta's rates hold: 80 calls a second per number, 1 in 6 s per pair with a burst of 45
 * @param strict whether only registered numbers may send
 * @param count how many calls are still to be hit before the faults end by themselves; -1 for no end
 * @param seed of the random numbers, so that the same calls are hit when a run is repeated
 */
public record Faults(
        int latencyMs,
        double rate429,
        double rate5xx,
        double acceptThenHangUp,
        double duplicate,
        double reorder,
        double noStatuses,
        double failRate,
        int failCode,
        boolean limits,
        boolean strict,
        long count,
        long seed) {

    static final Faults NONE = new Faults(0, 0, 0, 0, 0, 0, 0, 0, 131026, false, false, -1, 1);

    static Faults of(byte[] body) {
        var input = Input.of(
                body,
                "latency_ms",
                "rate_429",
                "rate_5xx",
                "accept_then_hang_up",
                "duplicate",
                "reorder",
                "no_statuses",
                "fail_rate",
                "fail_code",
                "limits",
                "strict",
                "count",
                "seed");
        return new Faults(
                (int) input.number("latency_ms", 0, 600_000, 0),
                input.rate("rate_429"),
                input.rate("rate_5xx"),
                input.rate("accept_then_hang_up"),
                input.rate("duplicate"),
                input.rate("reorder"),
                input.rate("no_statuses"),
                input.rate("fail_rate"),
                (int) input.number("fail_code", 1, 999_999, NONE.failCode),
                input.flag("limits", false),
                input.flag("strict", false),
                input.number("count", 1, Integer.MAX_VALUE, -1),
                input.number("seed", Long.MIN_VALUE, Long.MAX_VALUE, NONE.seed));
    }

    ObjectNode toJson() {
        var json = Json.object();
        json.put("latency_ms", latencyMs);
        json.put("rate_429", rate429);
        json.put("rate_5xx", rate5xx);
        json.put("accept_then_hang_up", acceptThenHangUp);
        json.put("duplicate", duplicate);
        json.put("reorder", reorder);
        json.put("no_statuses", noStatuses);
        json.put("fail_rate", failRate);
        json.put("fail_code", failCode);
        json.put("limits", limits);
        json.put("strict", strict);
        json.put("count", count < 0 ? null : Long.valueOf(count));
        json.put("seed", seed);
        return json;
    }
}
