package io.tidings.tenant.account.adapter.rest;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.quarkus.security.PermissionsAllowed;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;

/** What {@code settings} of a tenant may say, as JSON Schema 2020-12. */
@Path("/api/v1/tenants/settings-schema")
class SettingsSchemaResource {
    private final String schema;

    SettingsSchemaResource() {
        try (var file = Objects.requireNonNull(getClass().getResourceAsStream("/settings.schema.json"))) {
            schema = new String(file.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @GET
    @Produces({"application/schema+json", "application/json"})
    @PermissionsAllowed("tenants:read")
    public String get() {
        return schema;
    }
}
