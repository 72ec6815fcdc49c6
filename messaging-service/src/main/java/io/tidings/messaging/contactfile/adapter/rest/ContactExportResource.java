package io.tidings.messaging.contactfile.adapter.rest;

import io.quarkus.security.PermissionsAllowed;
import io.smallrye.mutiny.Multi;
import io.tidings.messaging.contact.domain.ContactSearch;
import io.tidings.messaging.contactfile.application.ExportContacts;
import io.tidings.runtime.value.PhoneNumber;
import io.tidings.runtime.web.Caller;
import org.jboss.resteasy.reactive.ResponseHeader;
import org.jspecify.annotations.Nullable;

import java.util.List;

import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;

/**
 * Contacts as a file that {@code POST /api/v1/contacts/imports} takes back: written page by page while it is read, with
 * nothing in it that a spreadsheet would run. Refuses {@code contact.search} 400.
 */
@Path("/api/v1/contacts/export")
class ContactExportResource {
    private final ExportContacts exportContacts;

    ContactExportResource(ExportContacts exportContacts) {
        this.exportContacts = exportContacts;
    }

    /** The same conditions as the list of contacts. */
    @GET
    @Produces("text/csv;charset=utf-8")
    @ResponseHeader(name = "Content-Disposition", value = "attachment; filename=contacts.csv")
    @PermissionsAllowed("contacts:read")
    public Multi<String> export(
            @BeanParam Caller caller,
            @QueryParam("search") @Nullable String search,
            @QueryParam("phone") @Nullable String phone,
            @QueryParam("tag") List<String> tags,
            @QueryParam("attribute") List<String> attributes) {
        return exportContacts
                .handle(new ExportContacts.Command(
                        caller.tenant(),
                        ContactSearch.read(search, phone == null ? null : PhoneNumber.parse(phone), tags, attributes)))
                .map(CsvLines::of);
    }
}
