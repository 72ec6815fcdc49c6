package io.tidings.messaging.template.application;

import io.smallrye.mutiny.Uni;
import io.tidings.messaging.phonenumber.application.PhoneNumbers;
import io.tidings.messaging.phonenumber.application.SendingNumber;
import io.tidings.messaging.phonenumber.domain.BusinessNumber;
import io.tidings.messaging.template.domain.OwnTemplate;
import io.tidings.messaging.template.domain.Template;
import io.tidings.messaging.template.domain.TemplateStatus;
import io.tidings.runtime.problem.Refusal;
import io.tidings.runtime.tenancy.TenantId;
import io.tidings.runtime.tenancy.TenantTx;
import io.tidings.runtime.web.PageRequest;

import java.time.Clock;
import java.util.Objects;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

/**
 * Asks the provider to review a draft. It is pending before the provider is called, so that nobody changes it meanwhile; the
 * decision comes by webhook.
 */
@ApplicationScoped
public class SubmitTemplate {

    private record Ready(OwnTemplate template, SendingNumber number, String account) {}

    private final TenantTx tx;
    private final Templates templates;
    private final PhoneNumbers numbers;
    private final TemplateReview review;
    private final KnownTemplates known;
    private final Clock clock;

    SubmitTemplate(
            TenantTx tx,
            Templates templates,
            PhoneNumbers numbers,
            TemplateReview review,
            KnownTemplates known,
            Clock clock) {
        this.tx = tx;
        this.templates = templates;
        this.numbers = numbers;
        this.review = review;
        this.known = known;
        this.clock = clock;
    }

    /**
     * The template as it stands then. Refuses what is no draft ({@code template.not-draft}), tenants without an active number
     * of a known business account ({@code template.no-account}), and says so when the provider could not be asked
     * ({@code template.not-submitted}).
     */
    public Uni<OwnTemplate> handle(TenantId tenant, UUID id) {
        return tx.run(tenant, () -> begin(tenant, id))
                .chain(ready -> review.submit(tenant, ready.number(), ready.account(), ready.template())
                        .chain(answer -> tx.run(tenant, () -> end(tenant, id, answer)))
                        .invoke(after -> {
                            known.forget(tenant);
                            if (after.status() == TemplateStatus.DRAFT) {
                                throw new NotSubmitted();
                            }
                        }));
    }

    private Uni<Ready> begin(TenantId tenant, UUID id) {
        return templates
                .byIdForChange(tenant, id)
                .map(found -> found.orElseThrow(Template.NotFound::new))
                .invoke(template -> {
                    if (template.status() != TemplateStatus.DRAFT && template.status() != TemplateStatus.REJECTED) {
                        throw new NotDraft();
                    }
                })
                .chain(template -> account(tenant)
                        .chain(number -> numbers.sending(tenant, number.id().value())
                                .map(sending -> new Ready(
                                        template.decided(TemplateStatus.PENDING, null, null, clock.instant()),
                                        sending.orElseThrow(NoAccount::new),
                                        Objects.requireNonNull(number.wabaId())))))
                .call(ready -> templates.update(tenant, ready.template()));
    }

    private Uni<BusinessNumber> account(TenantId tenant) {
        return numbers.list(tenant, PageRequest.of(tenant, "100", null))
                .map(page -> page.items().stream()
                        .filter(number -> number.isActive() && number.wabaId() != null)
                        .findFirst()
                        .orElseThrow(NoAccount::new));
    }

    /** A decision that came by webhook meanwhile stands. */
    private Uni<OwnTemplate> end(TenantId tenant, UUID id, TemplateReview.Answer answer) {
        return templates
                .byIdForChange(tenant, id)
                .map(found -> found.orElseThrow(Template.NotFound::new))
                .chain(template -> {
                    if (template.status() != TemplateStatus.PENDING) {
                        return Uni.createFrom().item(template);
                    }
                    var now = clock.instant();
                    var after = switch (answer) {
                        case TemplateReview.Answer.Taken(var status, var providerId) ->
                            template.decided(status, null, providerId, now);
                        case TemplateReview.Answer.Refused(var reason) ->
                            template.decided(TemplateStatus.REJECTED, reason, null, now);
                        case TemplateReview.Answer.Unknown _ -> template.decided(TemplateStatus.DRAFT, null, null, now);
                    };
                    return templates.update(tenant, after).replaceWith(after);
                });
    }

    /** The provider has it already, or has decided. */
    static final class NotDraft extends Refusal {
        NotDraft() {
            super(Kind.CONFLICT, "template.not-draft", "Only a draft or a rejected template can be submitted");
        }
    }

    /** There is no active number whose business account is known. */
    static final class NoAccount extends Refusal {
        NoAccount() {
            super(Kind.CONFLICT, "template.no-account", "No active phone number names its WhatsApp business account");
        }
    }

    /** The provider could not be asked; the template is a draft as before. */
    static final class NotSubmitted extends Refusal {
        NotSubmitted() {
            super(Kind.UPSTREAM, "template.not-submitted", "The provider could not be asked; try again");
        }
    }
}
