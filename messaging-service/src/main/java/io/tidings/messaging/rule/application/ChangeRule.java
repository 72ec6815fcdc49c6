package io.tidings.messaging.rule.application;

import io.smallrye.mutiny.Uni;
import io.tidings.messaging.rule.domain.Audience;
import io.tidings.messaging.rule.domain.NotificationRule;
import io.tidings.messaging.rule.domain.NotifiedEvent;
import io.tidings.messaging.template.application.KnownTemplates;
import io.tidings.runtime.problem.Refusal;
import io.tidings.runtime.tenancy.TenantId;
import io.tidings.runtime.tenancy.TenantTx;
import org.jspecify.annotations.Nullable;

import java.time.Clock;
import java.util.function.LongConsumer;

import jakarta.enterprise.context.ApplicationScoped;

/**
 * Switches a rule on or off, or gives it another template; refuses templates that do not exist ({@code template.not-found}) or
 * ask for what the event does not tell ({@code rule.template}).
 */
@ApplicationScoped
public class ChangeRule {

    /** @param expected refuses another version than the one the caller has read */
    public record Command(
            TenantId tenant,
            NotifiedEvent event,
            Audience audience,
            boolean enabled,
            String template,
            @Nullable String language,
            LongConsumer expected) {}

    private final TenantTx tx;
    private final Rules rules;
    private final KnownRules known;
    private final KnownTemplates templates;
    private final Clock clock;

    ChangeRule(TenantTx tx, Rules rules, KnownRules known, KnownTemplates templates, Clock clock) {
        this.tx = tx;
        this.rules = rules;
        this.known = known;
        this.templates = templates;
        this.clock = clock;
    }

    public Uni<NotificationRule> handle(Command command) {
        var tenant = command.tenant();
        return tx.run(
                        tenant,
                        () -> known.read(tenant)
                                .map(all -> all.stream()
                                        .filter(rule -> rule.isFor(command.event(), command.audience()))
                                        .findFirst()
                                        .orElseThrow(NotificationRule.NotFound::new))
                                .invoke(rule -> command.expected().accept(rule.version()))
                                .chain(rule -> templates
                                        .choose(tenant, command.template(), command.language())
                                        .map(choice ->
                                                rule.changed(command.enabled(), choice.template(), command.language())))
                                .call(rule -> rules.keep(tenant, rule, clock.instant())
                                        .invoke(kept -> {
                                            if (!kept) {
                                                throw new Overtaken();
                                            }
                                        })))
                .invoke(() -> known.forget(tenant));
    }

    /** Somebody else changed it at the same moment. */
    static final class Overtaken extends Refusal {
        Overtaken() {
            super(Kind.CONFLICT, "rule.overtaken", "Somebody else has just changed the rule; read it again");
        }
    }
}
