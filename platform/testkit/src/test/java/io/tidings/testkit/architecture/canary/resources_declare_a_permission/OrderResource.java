package io.tidings.testkit.architecture.canary.resources_declare_a_permission;

import jakarta.ws.rs.GET;

class OrderResource {
    @GET
    public String all() {
        return "open to everybody";
    }
}
