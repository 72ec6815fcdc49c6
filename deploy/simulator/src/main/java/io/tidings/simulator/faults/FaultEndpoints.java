package io.tidings.simulator.faults;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidings.simulator.http.Endpoints;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;

/** {@code /simulator/faults} and {@code /simulator/twilio/faults}: a POST replaces all faults in force, a DELETE ends them. */
public final class FaultEndpoints {

    private final String path;
    private final FaultInjector injector;

    public FaultEndpoints(String path, FaultInjector injector) {
        this.path = path;
        this.injector = injector;
    }

    public void register(Endpoints endpoints) {
        endpoints.on(HttpMethod.GET, path, context -> state());
        endpoints.onBody(HttpMethod.POST, path, body -> {
            injector.set(Faults.of(body));
            return state();
        });
        endpoints.on(HttpMethod.DELETE, path, context -> {
            injector.set(Faults.NONE);
            return state();
        });
    }

    private Future<JsonNode> state() {
        var json = injector.current().toJson();
        if (injector.left() >= 0) {
            json.put("left", injector.left());
        }
        return Future.succeededFuture(json);
    }
}
