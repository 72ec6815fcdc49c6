package io.tidings.simulator.journal;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidings.simulator.http.Endpoints;
import io.tidings.simulator.http.Json;
import io.tidings.simulator.http.Refused;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;

/** {@code /simulator/journal}: pages, counts, and starting afresh. */
public final class JournalEndpoints {

    private static final int MOST = 1000;

    private final Journal journal;
    private final Runnable forget;
    private final Runnable recordAgain;

    /**
     * @param forget what else goes with the entries when the journal is emptied: chats and open windows
     * @param recordAgain writes down anew what stays: registered numbers and templates
     */
    public JournalEndpoints(Journal journal, Runnable forget, Runnable recordAgain) {
        this.journal = journal;
        this.forget = forget;
        this.recordAgain = recordAgain;
    }

    public void register(Endpoints endpoints) {
        endpoints.on(HttpMethod.GET, "/simulator/journal", this::page);
        endpoints.on(HttpMethod.GET, "/simulator/journal/count", this::count);
        endpoints.on(HttpMethod.DELETE, "/simulator/journal", this::clear);
    }

    private Future<JsonNode> page(RoutingContext context) {
        long since = number(context, "since", 0, Long.MAX_VALUE, 0);
        int limit = (int) number(context, "limit", 1, MOST, 100);
        return journal.page(
                        context.queryParams().contains("kind")
                                ? context.queryParams().get("kind")
                                : "",
                        since,
                        limit)
                .map(page -> {
                    var answer = Json.object();
                    answer.putArray("entries").addAll(page.entries());
                    answer.put("next", page.next());
                    return answer;
                });
    }

    private Future<JsonNode> count(RoutingContext context) {
        var counts = journal.counts();
        var answer = Json.object();
        if (context.queryParams().contains("kind")) {
            var kind = context.queryParams().get("kind");
            answer.put("kind", kind);
            answer.put("count", counts.getOrDefault(kind, 0L));
        } else {
            answer.put("count", counts.values().stream().mapToLong(n -> n).sum());
        }
        var kinds = answer.putObject("kinds");
        counts.forEach(kinds::put);
        answer.put("last", journal.lastSeq());
        return Future.succeededFuture(answer);
    }

    private Future<JsonNode> clear(RoutingContext context) {
        forget.run();
        return journal.clear().map(done -> {
            recordAgain.run();
            return Json.object().put("cleared", true);
        });
    }

    private static long number(RoutingContext context, String name, long min, long max, long otherwise) {
        var text = context.queryParams().get(name);
        if (text == null) {
            return otherwise;
        }
        try {
            long value = Long.parseLong(text);
            if (value >= min && value <= max) {
                return value;
            }
        } catch (NumberFormatException e) {
            // refused below, with the bounds
        }
        throw Refused.badRequest(name + " must be a whole number from " + min + " to " + max);
    }
}
