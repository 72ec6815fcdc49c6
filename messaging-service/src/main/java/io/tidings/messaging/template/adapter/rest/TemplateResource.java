package io.tidings.messaging.template.adapter.rest;

import io.quarkus.security.PermissionsAllowed;
import io.smallrye.mutiny.Uni;
import io.tidings.messaging.template.application.BuiltInTemplates;
import io.tidings.messaging.template.application.EditTemplates;
import io.tidings.messaging.template.application.KnownTemplates;
import io.tidings.messaging.template.application.SubmitTemplate;
import io.tidings.messaging.template.application.Templates;
import io.tidings.messaging.template.domain.Template;
import io.tidings.messaging.template.domain.TemplateText;
import io.tidings.runtime.tenancy.TenantTx;
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
 * {@code template.text}, {@code template.parameters} and {@code template.parameter-form} 422.
 */
@Path("/api/v1/templates")
class TemplateResource {

    /** @param value where a url or phone_number leads */
    record ButtonRequest(
            @NotNull @Pattern(regexp = "quick_reply|url|phone_number")
            String type,

            @NotBlank @Size(max = 25) String text,
            @Nullable @Size(max = 2000) String value) {
        TemplateText.Button button() {
            return new TemplateText.Button(type, text, value);
        }
    }

    /**
     * @param category utility or marketing
     * @param body with {@code {{1}}} … or {@code {{first_name}}} …
     * @param variables names for numbered places
     * @param examples one for each variable, for the provider's reviewers
     */
    record TextRequest(
            @NotNull @Pattern(regexp = "utility|marketing") String category,
            @Nullable @Size(max = 60) String header,
            @NotBlank @Size(max = 1024) String body,
            @Nullable @Size(max = 60) String footer,

            @Nullable @Size(max = 50) List<@NotNull @Pattern(regexp = "[a-z][a-z0-9_]{0,59}") String> variables,

            @Nullable @Size(max = 50) List<@NotBlank @Size(max = 200) String> examples,
            @Nullable @Size(max = 10) List<@NotNull @Valid ButtonRequest> buttons) {
        TemplateText read() {
            return TemplateText.read(
                    header,
                    body,
                    footer,
                    Objects.requireNonNullElse(variables, List.of()),
                    Objects.requireNonNullElse(examples, List.of()),
                    buttons == null
                            ? List.of()
                            : buttons.stream().map(ButtonRequest::button).toList());
        }
    }

    /** @param name small letters, digits and _ */
    record AddRequest(
            @NotNull @Pattern(regexp = "[a-z0-9_]{1,512}") String name,

            @NotNull @Pattern(regexp = "[a-z]{2,3}(_[A-Z]{2})?")
            String language,

            @NotNull @Valid TextRequest content) {}

    /** As a message takes it. */
    record PreviewRequest(
            @NotBlank @Size(max = 512) String name,

            @Nullable @Pattern(regexp = "[a-z]{2,3}(_[A-Z]{2})?")
            String language,

            @NotNull @Size(max = 50) Map<@NotBlank String, @NotNull String> parameters) {}

    /** @param refusal why the template would not speak now; null when it would */
    record PreviewView(
            String name,
            String language,
            String text,
            @Nullable String refusal) {}

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

    /** The text people would read. */
    @POST
    @Path("/preview")
    @PermissionsAllowed("templates:read")
    public Uni<PreviewView> preview(@BeanParam Caller caller, @NotNull @Valid PreviewRequest body) {
        var tenant = caller.tenant();
        Template.requireProper(body.parameters().values());
        return tx.run(tenant, () -> known.choose(tenant, body.name(), body.language()))
                .map(choice -> {
                    var template = choice.template();
                    var accepted = template.accept(template.arrange(body.parameters()));
                    return new PreviewView(
                            template.name(), template.language(), template.render(accepted), choice.refusal());
                });
    }
}
