package io.tidings.messaging.contact.adapter.rest;

import io.quarkus.security.PermissionsAllowed;
import io.smallrye.mutiny.Uni;
import io.tidings.messaging.consent.application.Consents;
import io.tidings.messaging.consent.domain.ConsentState;
import io.tidings.messaging.contact.application.AddContact;
import io.tidings.messaging.contact.application.Contacts;
import io.tidings.messaging.contact.application.EditContact;
import io.tidings.messaging.contact.domain.Contact;
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

import java.util.UUID;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;

/**
 * The people a business writes to. Refusals: {@code contact.not-found} 404, {@code contact.exists} 409 with
 * {@code contact_id}, {@code phone.invalid}, {@code contact.time-zone} and {@code contact.locale} 422.
 */
@Path("/api/v1/contacts")
class ContactResource {

    /** @param wording what the person agreed to, as they read it */
    record ConsentGiven(
            @NotBlank @Size(max = 100) String source,
            @Nullable @Size(max = 2000) String wording) {}

    /** @param phone international, such as {@code +34600111222} */
    record AddRequest(
            @NotBlank @Size(max = 40) String phone,
            @Nullable @Size(max = 200) String name,
            @Nullable String timeZone,
            @Nullable String locale,
            @Nullable @Valid ConsentGiven marketingConsent) {}

    /** Replaces all three; an absent one becomes unknown. */
    record EditRequest(
            @Nullable @Size(max = 200) String name,
            @Nullable String timeZone,
            @Nullable String locale) {}

    private final AddContact addContact;
    private final EditContact editContact;
    private final Contacts contacts;
    private final Consents consents;
    private final TenantTx tx;
    private final Idempotency idempotency;

    ContactResource(
            AddContact addContact,
            EditContact editContact,
            Contacts contacts,
            Consents consents,
            TenantTx tx,
            Idempotency idempotency) {
        this.addContact = addContact;
        this.editContact = editContact;
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
                Profile.read(body.name(), body.timeZone(), body.locale()),
                given == null ? null : new AddContact.MarketingConsent(given.source(), given.wording()));
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

    @GET
    @PermissionsAllowed("contacts:read")
    public Uni<Page<ContactView>> list(
            @BeanParam Caller caller, @BeanParam PageQuery page, @QueryParam("phone") @Nullable String phone) {
        var tenant = caller.tenant();
        var request = page.of(tenant);
        var wanted = phone == null ? null : PhoneNumber.parse(phone);
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
        var profile = Profile.read(body.name(), body.timeZone(), body.locale());
        var command = new EditContact.Command(caller.tenant(), id, profile, caller::expectVersion);
        return tx.run(
                command.tenant(),
                () -> editContact
                        .handle(command)
                        .chain(contact ->
                                view(command.tenant(), contact).map(view -> Answers.ok(view, contact.version()))));
    }

    private Uni<ContactView> view(TenantId tenant, Contact contact) {
        return consents.current(tenant, contact.id()).map(state -> ContactView.of(contact, state));
    }
}
