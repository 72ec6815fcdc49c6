package io.tidings.messaging.contact.adapter.rest;

import io.quarkus.security.PermissionsAllowed;
import io.smallrye.mutiny.Uni;
import io.tidings.messaging.consent.application.Consents;
import io.tidings.messaging.consent.domain.ConsentState;
import io.tidings.messaging.consent.domain.Evidence;
import io.tidings.messaging.contact.application.AddContact;
import io.tidings.messaging.contact.application.Contacts;
import io.tidings.messaging.contact.application.EditContact;
import io.tidings.messaging.contact.application.EraseContact;
import io.tidings.messaging.contact.domain.Contact;
import io.tidings.messaging.contact.domain.ContactSearch;
import io.tidings.messaging.contact.domain.Labels;
import io.tidings.messaging.contact.domain.Profile;
import io.tidings.runtime.tenancy.TenantId;
import io.tidings.runtime.tenancy.TenantTx;
import io.tidings.runtime.value.PhoneNumber;
import io.tidings.runtime.web.Answers;
import io.tidings.runtime.web.Caller;
import io.tidings.runtime.web.Idempotency;
import io.tidings.runtime.web.Page;
import io.tidings.runtime.web.PageQuery;
import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;

/**
 * The people a business writes to. Refusals: {@code contact.not-found} 404, {@code contact.exists} 409 with
 * {@code contact_id}, {@code phone.invalid}, {@code contact.time-zone}, {@code contact.locale}, {@code contact.tags},
 * {@code contact.attributes} and {@code consent.evidence} 422, {@code contact.search} 400.
 */
@Path("/api/v1/contacts")
class ContactResource {

    /** @param wording what the person agreed to, as they read it */
    record ConsentGiven(
            @NotBlank @Size(max = 100) String source,
            @Nullable @Size(max = 2000) String wording,
            @Nullable Map<String, String> evidence) {}

    /**
     * @param phone international, such as {@code +34600111222}
     * @param tags up to 50 words
     * @param attributes up to 50 texts by key
     */
    record AddRequest(
            @NotBlank @Size(max = 40) String phone,
            @Nullable @Size(max = 200) String name,
            @Nullable String timeZone,
            @Nullable String locale,
            @Nullable List<String> tags,
            @Nullable Map<String, String> attributes,
            @Nullable @Valid ConsentGiven marketingConsent) {}

    /** Replaces what is known; an absent field becomes unknown. Only the phone stays when it is absent. */
    record EditRequest(
            @Nullable @Size(max = 40) String phone,
            @Nullable @Size(max = 200) String name,
            @Nullable String timeZone,
            @Nullable String locale,
            @Nullable List<String> tags,
            @Nullable Map<String, String> attributes) {}

    private final AddContact addContact;
    private final EditContact editContact;
    private final EraseContact eraseContact;
    private final Contacts contacts;
    private final Consents consents;
    private final TenantTx tx;
    private final Idempotency idempotency;

    ContactResource(
            AddContact addContact,
            EditContact editContact,
            EraseContact eraseContact,
            Contacts contacts,
            Consents consents,
            TenantTx tx,
            Idempotency idempotency) {
        this.addContact = addContact;
        this.editContact = editContact;
        this.eraseContact = eraseContact;
        this.contacts = contacts;
        this.consents = consents;
        this.tx = tx;
        this.idempotency = idempotency;
    }

    @POST
    @PermissionsAllowed("contacts:write")
    public Uni<Response> add(@BeanParam Caller caller, @NotNull @Valid AddRequest body) {
        var given = body.marketingConsent();
        var command = new AddContact.Command(
                caller.tenant(),
                PhoneNumber.parse(body.phone()),
                Profile.read(body.name(), body.timeZone(), body.locale(), labels(body.tags(), body.attributes())),
                given == null
                        ? null
                        : new AddContact.MarketingConsent(
                                given.source(), given.wording(), Evidence.read(given.evidence())),
                caller.principal());
        return idempotency.once(
                caller,
                body,
                () -> tx.run(
                        command.tenant(),
                        () -> addContact
                                .handle(command)
                                .chain(contact -> view(command.tenant(), contact)
                                        .map(view -> Answers.created(
                                                "/api/v1/contacts/" + contact.id(), view, contact.version())))));
    }

    /**
     * Newest first; of several conditions all must hold.
     *
     * @param search beginnings of words of the name, or four digits and more of the beginning or end of a phone
     * @param phone of this phone, in any spelling
     * @param tags with all of these
     * @param attributes with all of these, as {@code key:value}
     */
    @GET
    @PermissionsAllowed("contacts:read")
    public Uni<Page<ContactView>> list(
            @BeanParam Caller caller,
            @BeanParam PageQuery page,
            @QueryParam("search") @Nullable String search,
            @QueryParam("phone") @Nullable String phone,
            @QueryParam("tag") List<String> tags,
            @QueryParam("attribute") List<String> attributes) {
        var tenant = caller.tenant();
        var request = page.of(tenant);
        var wanted = ContactSearch.read(search, phone == null ? null : PhoneNumber.parse(phone), tags, attributes);
        return tx.run(
                tenant,
                () -> contacts.list(tenant, request, wanted)
                        .chain(found -> consents.current(
                                        tenant,
                                        found.items().stream().map(Contact::id).toList())
                                .map(states -> new Page<>(
                                        found.items().stream()
                                                .map(contact -> ContactView.of(
                                                        contact,
                                                        states.getOrDefault(contact.id(), ConsentState.SILENT)))
                                                .toList(),
                                        found.nextCursor()))));
    }

    @GET
    @Path("/{id}")
    @PermissionsAllowed("contacts:read")
    public Uni<Response> get(@BeanParam Caller caller, UUID id) {
        var tenant = caller.tenant();
        return tx.run(
                tenant,
                () -> contacts.byId(tenant, id)
                        .map(found -> found.orElseThrow(Contact.NotFound::new))
                        .chain(contact -> view(tenant, contact).map(view -> Answers.ok(view, contact.version()))));
    }

    @PUT
    @Path("/{id}")
    @PermissionsAllowed("contacts:write")
    public Uni<Response> edit(@BeanParam Caller caller, UUID id, @NotNull @Valid EditRequest body) {
        var profile = Profile.read(body.name(), body.timeZone(), body.locale(), labels(body.tags(), body.attributes()));
        var phone = body.phone() == null ? null : PhoneNumber.parse(body.phone());
        var command = new EditContact.Command(caller.tenant(), id, profile, phone, caller::expectVersion);
        return tx.run(
                command.tenant(),
                () -> editContact
                        .handle(command)
                        .chain(contact ->
                                view(command.tenant(), contact).map(view -> Answers.ok(view, contact.version()))));
    }

    /** Erases a person for good: their data, not the proof of what they allowed. */
    @DELETE
    @Path("/{id}")
    @PermissionsAllowed("contacts:write")
    public Uni<Response> erase(@BeanParam Caller caller, UUID id) {
        return eraseContact
                .handle(new EraseContact.Command(caller.tenant(), id))
                .replaceWith(() -> Response.noContent().build());
    }

    private static Labels labels(@Nullable List<String> tags, @Nullable Map<String, String> attributes) {
        return Labels.read(
                Objects.requireNonNullElse(tags, List.of()), Objects.requireNonNullElse(attributes, Map.of()));
    }

    private Uni<ContactView> view(TenantId tenant, Contact contact) {
        return consents.current(tenant, contact.id()).map(state -> ContactView.of(contact, state));
    }
}
