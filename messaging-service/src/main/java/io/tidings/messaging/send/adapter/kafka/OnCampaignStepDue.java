package io.tidings.messaging.send.adapter.kafka;

import io.smallrye.mutiny.Uni;
import io.tidings.contracts.Topics;
import io.tidings.contracts.campaign.CampaignStepDue;
import io.tidings.messaging.contact.application.Contacts;
import io.tidings.messaging.contact.domain.Contact;
import io.tidings.messaging.message.domain.MessageSource;
import io.tidings.messaging.message.domain.Purpose;
import io.tidings.messaging.rule.domain.Audience;
import io.tidings.messaging.rule.domain.NotifiedEvent;
import io.tidings.messaging.send.application.Notify;
import io.tidings.messaging.send.application.RequestSend.Recipient;
import io.tidings.messaging.template.application.RenderText;
import io.tidings.messaging.template.domain.Template;
import io.tidings.runtime.event.Envelope;
import io.tidings.runtime.event.EventHandler;
import io.tidings.runtime.tenancy.TenantId;
import org.jspecify.annotations.Nullable;

import java.util.HashMap;
import java.util.Map;

import jakarta.enterprise.context.ApplicationScoped;

/** Sends a step of a campaign, its text rendered for the contact. */
@ApplicationScoped
class OnCampaignStepDue implements EventHandler<CampaignStepDue> {
    private final Contacts contacts;
    private final RenderText renderText;
    private final Notify notify;

    OnCampaignStepDue(Contacts contacts, RenderText renderText, Notify notify) {
        this.contacts = contacts;
        this.renderText = renderText;
        this.notify = notify;
    }

    @Override
    public String topic() {
        return Topics.CAMPAIGN;
    }

    @Override
    public Class<CampaignStepDue> type() {
        return CampaignStepDue.class;
    }

    @Override
    public Uni<Void> on(Envelope<CampaignStepDue> event) {
        var step = event.data();
        return contacts.byId(event.tenant(), step.contactId())
                .map(found -> found.orElseThrow(Contact.NotFound::new))
                .chain(contact -> notify.handle(command(event.tenant(), step, contact)));
    }

    private Notify.Command command(TenantId tenant, CampaignStepDue step, Contact contact) {
        var name = OrderNotices.orElse(contact.name(), "there");
        var values = new HashMap<String, String>();
        values.put("name", name);
        values.putAll(step.variables());
        try {
            return command(
                    tenant,
                    step,
                    Map.of("name", name, "text", renderText.handle(step.messageTemplate(), values)),
                    null);
        } catch (Template.NotRenderable e) {
            return command(tenant, step, Map.of(), e.code());
        }
    }

    private static Notify.Command command(
            TenantId tenant, CampaignStepDue step, Map<String, String> told, @Nullable String unusable) {
        return new Notify.Command(
                tenant,
                NotifiedEvent.CAMPAIGN_STEP_DUE,
                Audience.CUSTOMER,
                Purpose.MARKETING,
                new Recipient.OfContact(step.contactId()),
                told,
                unusable,
                "enrolment:" + step.enrolmentId() + ":step:" + step.stepNumber(),
                new MessageSource("enrolment", step.enrolmentId().toString()));
    }
}
