package io.tidings.messaging.rule.adapter.rest;

import io.quarkus.security.PermissionsAllowed;
import io.smallrye.mutiny.Uni;
import io.tidings.messaging.rule.application.ChangeRule;
import io.tidings.messaging.rule.application.KnownRules;
import io.tidings.messaging.rule.domain.Audience;
import io.tidings.messaging.rule.domain.NotificationRule;
import io.tidings.messaging.rule.domain.NotifiedEvent;
import io.tidings.runtime.tenancy.TenantTx;
import io.tidings.runtime.web.Answers;
import io.tidings.runtime.web.Caller;
import io.tidings.runtime.web.Page;
import org.jspecify.annotations.Nullable;

import java.util.List;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;

/**
 * Which event speaks with which template to whom. A rule is named by its event and audience; what a tenant has not touched
 * holds as the default. Refusals: {@code rule.not-found} and {@code template.not-found} 404, {@code rule.template} 422,
 * {@code rule.overtaken} 409.
 */
@Path("/api/v1/notification-rules")
class NotificationRuleResource {

    /** @param language the template's; the recipient's own where it is known when absent */
    record ChangeRequest(
            @NotNull Boolean enabled,
            @NotBlank @Size(max = 512) String template,

            @Nullable @Pattern(regexp = "[a-z]{2,3}(_[A-Z]{2})?")
            String language) {}

    /** @param fields what the event tells: the names a template's variables may have */
    record RuleView(
            String event,
            String audience,
            boolean enabled,
            String template,
            @Nullable String language,
            List<String> fields,
            boolean isDefault) {
        static RuleView of(NotificationRule rule) {
            return new RuleView(
                    rule.event().wire(),
                    rule.audience().wire(),
                    rule.enabled(),
                    rule.template(),
                    rule.language(),
                    rule.event().fields().stream().sorted().toList(),
                    rule.version() == 0);
        }
    }

    private final KnownRules rules;
    private final ChangeRule changeRule;
    private final TenantTx tx;

    NotificationRuleResource(KnownRules rules, ChangeRule changeRule, TenantTx tx) {
        this.rules = rules;
        this.changeRule = changeRule;
        this.tx = tx;
    }

    /** All of them: few enough for one page. */
    @GET
    @PermissionsAllowed("templates:read")
    public Uni<Page<RuleView>> list(@BeanParam Caller caller) {
        var tenant = caller.tenant();
        return tx.run(tenant, () -> rules.read(tenant))
                .map(all -> new Page<>(all.stream().map(RuleView::of).toList(), null));
    }

    @GET
    @Path("/{event}/{audience}")
    @PermissionsAllowed("templates:read")
    public Uni<Response> get(@BeanParam Caller caller, String event, String audience) {
        var tenant = caller.tenant();
        var wanted = usual(event, audience);
        return tx.run(tenant, () -> rules.read(tenant))
                .map(all -> all.stream()
                        .filter(rule -> rule.isFor(wanted.event(), wanted.audience()))
                        .findFirst()
                        .map(rule -> Answers.ok(RuleView.of(rule), rule.version()))
                        .orElseThrow());
    }

    @PUT
    @Path("/{event}/{audience}")
    @PermissionsAllowed("templates:write")
    public Uni<Response> change(
            @BeanParam Caller caller, String event, String audience, @NotNull @Valid ChangeRequest body) {
        var wanted = usual(event, audience);
        return changeRule
                .handle(new ChangeRule.Command(
                        caller.tenant(),
                        wanted.event(),
                        wanted.audience(),
                        body.enabled(),
                        body.template(),
                        body.language(),
                        caller::expectVersion))
                .map(rule -> Answers.ok(RuleView.of(rule), rule.version()));
    }

    private static NotificationRule usual(String event, String audience) {
        return NotifiedEvent.find(event)
                .flatMap(found -> Audience.find(audience).flatMap(whom -> NotificationRule.usual(found, whom)))
                .orElseThrow(NotificationRule.NotFound::new);
    }
}
