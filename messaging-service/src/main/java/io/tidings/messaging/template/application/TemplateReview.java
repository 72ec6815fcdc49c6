package io.tidings.messaging.template.application;

import io.smallrye.mutiny.Uni;
import io.tidings.messaging.phonenumber.application.SendingNumber;
import io.tidings.messaging.template.domain.OwnTemplate;
import io.tidings.messaging.template.domain.TemplateStatus;
import io.tidings.runtime.tenancy.TenantId;
import org.jspecify.annotations.Nullable;

/** Hands templates to the provider, whose people decide whether they may speak. */
public interface TemplateReview {

    /** What the provider says at once; most often that it will see. */
    sealed interface Answer {
        /** It has it. */
        record Taken(TemplateStatus status, @Nullable String providerId) implements Answer {}

        /** It will not have it. */
        record Refused(String reason) implements Answer {}

        /** Nobody knows: it could not be reached, or gave no answer that can be read. */
        record Unknown() implements Answer {}
    }

    /**
     * Submits a template, or another text of one it has. It does not fail.
     *
     * @param account the business account of {@code number}
     */
    Uni<Answer> submit(TenantId tenant, SendingNumber number, String account, OwnTemplate template);
}
