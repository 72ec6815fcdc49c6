package io.tidings.simulator.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

import java.util.Locale;
import java.util.function.Function;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Registers the simulator's own JSON endpoints: what they throw becomes problem+json, what they return the answer. */
public final class Endpoints {

    private static final Logger LOG = Logger.getLogger(Endpoints.class.getName());

    private final Router router;

    public Endpoints(Router router) {
        this.router = router;
    }

    /** A GET or DELETE that answers 200 with this JSON. */
    public void on(HttpMethod method, String path, Function<RoutingContext, Future<? extends JsonNode>> handler) {
        router.route(method, path).handler(context -> run(context, handler));
    }

    /** A POST or PUT of a JSON body, refused (415) when it is declared as anything else. */
    public void onBody(HttpMethod method, String path, Function<byte[], Future<? extends JsonNode>> handler) {
        router.route(method, path)
                .handler(context -> run(context, c -> {
                    var type = c.request().getHeader("Content-Type");
                    if (type == null || !type.toLowerCase(Locale.ROOT).startsWith("application/json")) {
                        throw Refused.notJson();
                    }
                    return handler.apply(body(c));
                }));
    }

    public static byte[] body(RoutingContext context) {
        var buffer = context.body().buffer();
        return buffer == null ? new byte[0] : buffer.getBytes();
    }

    public static void json(RoutingContext context, int status, JsonNode body) {
        context.response()
                .setStatusCode(status)
                .putHeader("Content-Type", "application/json")
                .end(Buffer.buffer(Json.bytes(body)));
    }

    private static void run(RoutingContext context, Function<RoutingContext, Future<? extends JsonNode>> handler) {
        try {
            handler.apply(context)
                    .onSuccess(answer -> json(context, 200, answer))
                    .onFailure(e -> problem(context, e));
        } catch (RuntimeException e) {
            problem(context, e);
        }
    }

    private static void problem(RoutingContext context, Throwable failure) {
        if (failure instanceof Refused refused) {
            problem(context, refused.status(), refused.code(), refused.detail());
        } else {
            LOG.log(Level.SEVERE, "A request to the simulator failed", failure);
            problem(context, 500, "internal", "The simulator failed; see its log");
        }
    }

    public static void problem(RoutingContext context, int status, String code, String detail) {
        var problem = Json.object();
        problem.put("type", "about:blank");
        problem.put("title", title(status));
        problem.put("status", status);
        problem.put("code", code);
        problem.put("detail", detail);
        context.response()
                .setStatusCode(status)
                .putHeader("Content-Type", "application/problem+json")
                .end(Buffer.buffer(Json.bytes(problem)));
    }

    private static String title(int status) {
        return switch (status) {
            case 400 -> "Bad Request";
            case 404 -> "Not Found";
            case 405 -> "Method Not Allowed";
            case 409 -> "Conflict";
            case 413 -> "Content Too Large";
            case 415 -> "Unsupported Media Type";
            default -> "Internal Server Error";
        };
    }
}
