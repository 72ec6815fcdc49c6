package io.tidings.gateway.problem;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;

import java.util.List;

/** Answers requests that go no further. */
public final class Refusals {
    /** How much of an unwanted body is read, so that the sender gets to see the answer, before the line is cut. */
    private static final long PATIENCE = 16 * 1024 * 1024;

    private Refusals() {}

    /** Ends the request with the problem; what is left of its body is read and dropped. */
    public static void answer(HttpServerRequest request, Problem problem, String traceId) {
        answer(request, problem, problem.body(traceId));
    }

    /** The same with the names of the limits that were reached. */
    public static void answer(HttpServerRequest request, Problem problem, String traceId, List<String> violated) {
        answer(request, problem, problem.body(traceId, violated));
    }

    private static void answer(HttpServerRequest request, Problem problem, Buffer body) {
        HttpServerResponse response = request.response();
        if (response.ended() || response.closed()) {
            return;
        }
        response.setStatusCode(problem.status());
        problem.describe(response.headers());
        if (problem == Problem.REQUEST_FRAMING) {
            // Where the next request begins is what the two readers would not agree on (RFC 9112 section 6.3).
            response.putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
            response.end(body);
            request.connection().close();
            return;
        }
        response.end(body);
        drain(request);
    }

    private static void drain(HttpServerRequest request) {
        if (request.isEnded()) {
            return;
        }
        long[] dropped = {0};
        request.handler(buffer -> {
            dropped[0] += buffer.length();
            if (dropped[0] > PATIENCE) {
                request.connection().close();
            }
        });
        request.resume();
    }
}
