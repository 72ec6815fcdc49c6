package io.tidings.messaging.send.adapter.kafka;

import io.smallrye.mutiny.Uni;
import io.tidings.contracts.Topics;
import io.tidings.contracts.campaign.CampaignStepDue;
import io.tidings.messaging.contact.application.Contacts;
import io.tidings.messaging.contact.domain.Contact;
import io.tidings.messaging.message.domain.MessageSource;
import io.tidings.messaging.message.domain.Purpose;
import io.tidings.messaging.send.application.RequestSend;
import io.tidings.messaging.send.application.RequestSend.Content;
import io.tidings.messaging.send.application.RequestSend.Recipient;
import io.tidings.messaging.template.application.BuiltInTemplates;
import io.tidings.messaging.template.application.RenderText;
import io.tidings.messaging.template.domain.Template;
import io.tidings.runtime.event.Envelope;
import io.tidings.runtime.event.EventHandler;

import java.util.HashMap;
import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;

/** Sends a step of a campaign, its text rendered for the contact. */
@ApplicationScoped
class OnCampaignStepDue implements EventHandler<CampaignStepDue> {
    private final Contacts contacts;
    private final RenderText renderText;
    private final RequestSend requestSend;

    OnCampaignStepDue(Contacts contacts, RenderText renderText, RequestSend requestSend) {
        this.contacts = contacts;
        this.renderText = renderText;
        this.requestSend = requestSend;
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
                .chain(contact -> requestSend.handle(new RequestSend.Command(
                        event.tenant(),
                        Purpose.MARKETING,
                        new Recipient.OfContact(contact.id()),
                        content(step, contact),
                        "enrolment:" + step.enrolmentId() + ":step:" + step.stepNumber(),
                        new MessageSource("enrolment", step.enrolmentId().toString()))))
                .replaceWithVoid();
    }

    private Content content(CampaignStepDue step, Contact contact) {
        var name = OrderNotices.orElse(contact.name(), "there");
        var values = new HashMap<String, String>();
        values.put("name", name);
        values.putAll(step.variables());
        try {
            return new Content.Templated(
                    BuiltInTemplates.DRIP_STEP, List.of(name, renderText.handle(step.messageTemplate(), values)));
        } catch (Template.NotRenderable e) {
            return new Content.Unusable(BuiltInTemplates.DRIP_STEP, e.code());
        }
    }
}
