package io.tidings.messaging.send.application;

import io.smallrye.mutiny.Uni;
import io.tidings.messaging.message.domain.Verdict;
import io.tidings.messaging.send.domain.Question;
import io.tidings.messaging.send.domain.QuietHours;
import io.tidings.messaging.send.domain.SendRules;

import java.time.Clock;

import jakarta.enterprise.context.ApplicationScoped;

/**
 * The one place that says whether a message may go: asked when it is wanted and again when it leaves its rest. The last
 * word on consent is the claim's own statement, see {@link io.tidings.messaging.consent.application.ConsentSql}.
 */
@ApplicationScoped
public class SendGate {
    private final Situations situations;
    private final SendSettings settings;
    private final SendRules rules;
    private final Clock clock;

    SendGate(Situations situations, SendSettings settings, Clock clock) {
        this.situations = situations;
        this.settings = settings;
        this.rules = new SendRules(new QuietHours(settings.quietFrom(), settings.quietTo()), settings.capWindow());
        this.clock = clock;
    }

    /** The verdict as of now, in the tenant's transaction; refuses unknown contacts ({@code contact.not-found}). */
    public Uni<Verdict> decide(Question question) {
        var now = clock.instant();
        return situations
                .of(question.tenant(), question, settings.marketingCap(), settings.capWindow(), now)
                .map(seen -> rules.decide(question, seen, now));
    }
}
