package io.tidings.simulator.faults;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidings.simulator.http.Endpoints;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;

/** {@code /simulator/faults}: a POST replaces all faults in force, a DELETE ends them. */
public final class FaultEndpoints {

    private final FaultInjector injector;

    public FaultEndpoints(FaultInjector injector) {
        this.injector = injector;
    }

    public void register(Endpoints endpoints) {
        endpoints.on(HttpMethod.GET, "/simulator/faults", context -> state());
        endpoints.onBody(HttpMethod.POST, "/simulator/faults", body -> {
            injector.set(Faults.of(body));
            return state();
        });
        endpoints.on(HttpMethod.DELETE, "/simulator/faults", context -> {
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
