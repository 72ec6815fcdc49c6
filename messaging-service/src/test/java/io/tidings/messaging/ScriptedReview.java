package io.tidings.messaging;

import io.smallrye.mutiny.Uni;
import io.tidings.messaging.phonenumber.application.SendingNumber;
import io.tidings.messaging.template.application.TemplateReview;
import io.tidings.messaging.template.domain.OwnTemplate;
import io.tidings.runtime.tenancy.TenantId;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;

/** A provider that answers as told for the name of a template, and with unknown otherwise. */
@Alternative
@Priority(1)
@ApplicationScoped
public class ScriptedReview implements TemplateReview {
    private final Map<String, Answer> answers = new ConcurrentHashMap<>();

    @Override
    public Uni<Answer> submit(TenantId tenant, SendingNumber number, String account, OwnTemplate template) {
        return Uni.createFrom().item(answers.getOrDefault(template.name(), new Answer.Unknown()));
    }

    public void answer(String name, Answer answer) {
        answers.put(name, answer);
    }
}
