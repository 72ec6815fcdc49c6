package io.tidings.messaging.template.adapter.rest;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.security.PermissionsAllowed;
import io.smallrye.mutiny.Uni;
import io.tidings.messaging.message.application.AttachedJson;
import io.tidings.messaging.template.application.BuiltInTemplates;
import io.tidings.messaging.template.application.EditTemplates;
import io.tidings.messaging.template.application.KnownTemplates;
import io.tidings.messaging.template.application.SubmitTemplate;
import io.tidings.messaging.template.application.Templates;
import io.tidings.messaging.template.domain.FilledTemplate;
import io.tidings.messaging.template.domain.Template;
import io.tidings.messaging.template.domain.Values;
import io.tidings.runtime.tenancy.TenantTx;
import io.tidings.runtime.web.Answers;
import io.tidings.runtime.web.Caller;
import io.tidings.runtime.web.Idempotency;
import io.tidings.runtime.web.Page;
import io.tidings.runtime.web.PageQuery;
import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;

/**
 * The texts a business may begin a talk with: its own, and the built-in ones, which hold where it has none of that name.
 * Refusals: {@code template.not-found} 404, {@code template.exists} and {@code template.under-review} 409,
 * {@code template.text}, {@code template.parameters}, {@code template.parameter-kind}, {@code template.parameter-form} and
 * {@code template.parameter-link} 422.
 */
@Path("/api/v1/templates")
class TemplateResource {

    /** @param name small letters, digits and _ */
    record AddRequest(
            @NotNull @Pattern(regexp = "[a-z0-9_]{1,512}") String name,

            @NotNull @Pattern(regexp = "[a-z]{2,3}(_[A-Z]{2})?")
            String language,

            @NotNull @Valid TextRequest content) {}

    /** As a message takes it; problems name its parameters {@code named_parameters}, as there. */
    record PreviewRequest(
            @NotBlank @Size(max = 512) String name,

            @Nullable @Pattern(regexp = "[a-z]{2,3}(_[A-Z]{2})?")
            String language,

            @NotNull @Size(max = 50) Map<@NotBlank String, @NotNull String> parameters,
            @Nullable @Valid HeaderValueRequest header,
            @Nullable @Size(max = 10) List<@NotNull @Valid ButtonValueRequest> buttons) {

        /** Refuses values of a form the provider would refuse. */
        Values values() {
            Template.requireProper(parameters);
            return new Values(
                    new Values.Body.Named(parameters),
                    header == null ? null : header.value(),
                    ButtonValueRequest.values(buttons));
        }
    }

    /**
     * @param content header and buttons, as a message shows them
     * @param refusal why the template would not speak now; null when it would
     */
    record PreviewView(
            String name,
            String language,
            String text,
            @Nullable JsonNode content,
            @Nullable String refusal) {
        static PreviewView of(FilledTemplate filled, @Nullable String refusal) {
            return new PreviewView(
                    filled.template().name(),
                    filled.template().language(),
                    filled.text(),
                    AttachedJson.shown(AttachedJson.write(filled.frame())),
                    refusal);
        }
    }

    private final BuiltInTemplates builtIn;
    private final KnownTemplates known;
    private final EditTemplates editTemplates;
    private final SubmitTemplate submitTemplate;
    private final Templates templates;
    private final TenantTx tx;
    private final Idempotency idempotency;

    TemplateResource(
            BuiltInTemplates builtIn,
            KnownTemplates known,
            EditTemplates editTemplates,
            SubmitTemplate submitTemplate,
            Templates templates,
            TenantTx tx,
            Idempotency idempotency) {
        this.builtIn = builtIn;
        this.known = known;
        this.editTemplates = editTemplates;
        this.submitTemplate = submitTemplate;
        this.templates = templates;
        this.tx = tx;
        this.idempotency = idempotency;
    }

    /** The tenant's own, newest first; the built-in ones end the last page. */
    @GET
    @PermissionsAllowed("templates:read")
    public Uni<Page<TemplateView>> list(@BeanParam Caller caller, @BeanParam PageQuery page) {
        var request = page.of(caller.tenant());
        return tx.run(request.tenant(), () -> templates.list(request.tenant(), request))
                .map(found -> new Page<>(
                        Stream.concat(
                                        found.items().stream().map(TemplateView::of),
                                        found.nextCursor() == null
                                                ? builtIn.all().stream().map(TemplateView::of)
                                                : Stream.<TemplateView>empty())
                                .toList(),
                        found.nextCursor()));
    }

    @GET
    @Path("/{id}")
    @PermissionsAllowed("templates:read")
    public Uni<Response> get(@BeanParam Caller caller, UUID id) {
        var tenant = caller.tenant();
        return tx.run(tenant, () -> templates.byId(tenant, id))
                .map(found -> found.orElseThrow(Template.NotFound::new))
                .map(template -> Answers.ok(TemplateView.of(template), template.version()));
    }

    @POST
    @PermissionsAllowed("templates:write")
    public Uni<Response> add(@BeanParam Caller caller, @NotNull @Valid AddRequest body) {
        var command = new EditTemplates.Command(
                caller.tenant(),
                body.name(),
                body.language(),
                body.content().category(),
                body.content().read());
        return idempotency.once(
                caller,
                body,
                () -> editTemplates
                        .add(command)
                        .map(template -> Answers.created(
                                "/api/v1/templates/" + template.id(), TemplateView.of(template), template.version())));
    }

    /** Another text makes it a draft again. */
    @PUT
    @Path("/{id}")
    @PermissionsAllowed("templates:write")
    public Uni<Response> edit(@BeanParam Caller caller, UUID id, @NotNull @Valid TextRequest body) {
        return editTemplates
                .edit(caller.tenant(), id, body.category(), body.read(), caller::expectVersion)
                .map(template -> Answers.ok(TemplateView.of(template), template.version()));
    }

    /**
     * Asks the provider to review it; the decision comes later. Refusals: {@code template.not-draft} and
     * {@code template.no-account} 409, {@code template.not-submitted} 502.
     */
    @POST
    @Path("/{id}/submit")
    @PermissionsAllowed("templates:write")
    public Uni<TemplateView> submit(@BeanParam Caller caller, UUID id) {
        return submitTemplate.handle(caller.tenant(), id).map(TemplateView::of);
    }

    @DELETE
    @Path("/{id}")
    @PermissionsAllowed("templates:write")
    public Uni<Void> remove(@BeanParam Caller caller, UUID id) {
        return editTemplates.remove(caller.tenant(), id);
    }

    /** The text people would read, with what stands around it. */
    @POST
    @Path("/preview")
    @PermissionsAllowed("templates:read")
    public Uni<PreviewView> preview(@BeanParam Caller caller, @NotNull @Valid PreviewRequest body) {
        var tenant = caller.tenant();
        var values = body.values();
        return tx.run(tenant, () -> known.choose(tenant, body.name(), body.language()))
                .map(choice -> PreviewView.of(FilledTemplate.of(choice.template(), values), choice.refusal()));
    }
}
