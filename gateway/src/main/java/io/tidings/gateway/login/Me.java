package io.tidings.gateway.login;

import io.tidings.gateway.directory.Directory;
import io.tidings.gateway.directory.TenantEntry;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

import jakarta.inject.Singleton;

/** {@code GET /api/v1/me}: who one is logged in as, and where one is a member with which rights. */
@Singleton
class Me {
    static final String PATH = "/api/v1/me";

    private final Directory directory;

    Me(Directory directory) {
        this.directory = directory;
    }

    JsonObject of(Person person) {
        JsonArray memberships = new JsonArray();
        directory.memberships(person.subject()).forEach((id, member) -> {
            TenantEntry tenant = directory.tenant(id);
            if (tenant != null) {
                memberships.add(new JsonObject()
                        .put("tenant_id", id.toString())
                        .put("slug", tenant.slug())
                        .put("plan", tenant.plan())
                        .put("is_active", tenant.active())
                        .put("role", member.role())
                        .put("permissions", new JsonArray(member.permissions())));
            }
        });
        return new JsonObject()
                .put("subject", person.subject())
                .put("name", person.name())
                .put("email", person.email())
                .put("memberships", memberships);
    }
}
