package io.tidings.messaging.send.application;

import io.smallrye.mutiny.Uni;
import io.tidings.messaging.message.domain.MessageSource;
import io.tidings.messaging.message.domain.Purpose;
import io.tidings.messaging.rule.application.KnownRules;
import io.tidings.messaging.rule.domain.Audience;
import io.tidings.messaging.rule.domain.NotificationRule;
import io.tidings.messaging.rule.domain.NotifiedEvent;
import io.tidings.messaging.template.domain.Template;
import io.tidings.messaging.template.domain.Values;
import io.tidings.runtime.problem.Refusal;
import io.tidings.runtime.tenancy.TenantId;
import io.tidings.runtime.tenancy.TenantTx;
import org.jspecify.annotations.Nullable;

import java.util.Map;

import jakarta.enterprise.context.ApplicationScoped;

/**
 * Lets an event speak as the tenant's rule for it says. Where the rule was switched off, or its template cannot be used any
 * more, the message is kept as refused, so that it can say why; what is off unless a tenant wants it leaves nothing.
 */
@ApplicationScoped
public class Notify {
    private static final String OFF = "rule.off";

    /**
     * @param told by the names of {@link NotifiedEvent#fields}
     * @param unusable why it cannot be told at all, such as a text that cannot be rendered; null when it can
     */
    public record Command(
            TenantId tenant,
            NotifiedEvent event,
            Audience audience,
            Purpose purpose,
            RequestSend.Recipient recipient,
            Map<String, String> told,
            @Nullable String unusable,
            String intentKey,
            MessageSource source) {

        public Command(
                TenantId tenant,
                NotifiedEvent event,
                Audience audience,
                RequestSend.Recipient recipient,
                Map<String, String> told,
                String intentKey,
                MessageSource source) {
            this(tenant, event, audience, Purpose.TRANSACTIONAL, recipient, told, null, intentKey, source);
        }
    }

    private final TenantTx tx;
    private final KnownRules rules;
    private final RequestSend requestSend;

    Notify(TenantTx tx, KnownRules rules, RequestSend requestSend) {
        this.tx = tx;
        this.rules = rules;
        this.requestSend = requestSend;
    }

    public Uni<Void> handle(Command command) {
        return tx.run(
                command.tenant(),
                () -> rules.of(command.tenant(), command.event(), command.audience())
                        .chain(rule -> speak(command, rule)));
    }

    private Uni<Void> speak(Command command, NotificationRule rule) {
        if (!rule.enabled()) {
            return NotificationRule.usual(command.event(), command.audience())
                            .filter(NotificationRule::enabled)
                            .isPresent()
                    ? keepRefused(command, rule, OFF)
                    : Uni.createFrom().voidItem();
        }
        if (command.unusable() != null) {
            return keepRefused(command, rule, command.unusable());
        }
        return request(
                        command,
                        new RequestSend.Content.Templated(
                                rule.template(), rule.language(), new Values(new Values.Body.Offered(command.told()))))
                .onFailure(
                        failure -> failure instanceof Template.NotFound || failure instanceof Template.WrongParameters)
                .recoverWithUni(failure -> keepRefused(command, rule, ((Refusal) failure).code()));
    }

    private Uni<Void> keepRefused(Command command, NotificationRule rule, String code) {
        return request(command, new RequestSend.Content.Unusable(rule.template(), code));
    }

    private Uni<Void> request(Command command, RequestSend.Content content) {
        return requestSend
                .handle(new RequestSend.Command(
                        command.tenant(),
                        command.purpose(),
                        command.recipient(),
                        content,
                        command.intentKey(),
                        command.source()))
                .replaceWithVoid();
    }
}
