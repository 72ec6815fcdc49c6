package io.tidings.messaging.contact.adapter.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.quarkus.security.PermissionsAllowed;
import io.smallrye.mutiny.Multi;
import io.tidings.messaging.contact.application.ExportContact;
import io.tidings.runtime.web.Caller;
import org.jboss.resteasy.reactive.ResponseHeader;

import java.util.UUID;

import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/**
 * Answers a person's question what is kept of them: a JSON array, written while it is read, of records that each name their
 * {@code kind}: the contact first, then consents, leads, conversations, messages with their statuses and the facts of
 * one-time codes. Refuses {@code contact.not-found} 404.
 */
@Path("/api/v1/contacts/{id}/export")
class PersonalExportResource {
    private final ExportContact exportContact;
    private final ObjectMapper json;

    PersonalExportResource(ExportContact exportContact, ObjectMapper json) {
        this.exportContact = exportContact;
        this.json = json;
    }

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @ResponseHeader(name = "Content-Disposition", value = "attachment; filename=contact.json")
    @PermissionsAllowed(
            value = {"contacts:read", "messages:read"},
            inclusive = true)
    public Multi<JsonNode> export(@BeanParam Caller caller, UUID id) {
        return exportContact
                .handle(new ExportContact.Command(caller.tenant(), id))
                .map(this::record);
    }

    private JsonNode record(ExportContact.Exported exported) {
        try {
            var record = JsonNodeFactory.instance.objectNode().put("kind", exported.kind());
            json.readTree(exported.json()).properties().forEach(each -> record.set(each.getKey(), each.getValue()));
            return record;
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("PostgreSQL writes JSON", e);
        }
    }
}
