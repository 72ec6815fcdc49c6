package io.tidings.testkit.architecture.canary.resource_methods_are_public;

import jakarta.ws.rs.GET;

class OrderResource {
    @GET
    String all() {
        return "never found, because the framework passes it over";
    }
}
