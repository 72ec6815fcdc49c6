package io.tidings.messaging.send.application;

import io.smallrye.mutiny.Uni;
import io.tidings.messaging.message.domain.Verdict;
import io.tidings.messaging.send.domain.Question;
import io.tidings.messaging.send.domain.QuietHours;
import io.tidings.messaging.send.domain.SendRules;
import io.tidings.messaging.send.domain.Validity;
import io.tidings.runtime.tenancy.TenantId;

import java.time.Clock;
import java.util.List;
import java.util.UUID;

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
        this.rules = new SendRules(
                new QuietHours(settings.quietFrom(), settings.quietTo()),
                settings.quietJitter(),
                settings.capWindow(),
                new Validity(
                        settings.validity().otp(),
                        settings.validity().transactional(),
                        settings.validity().reply(),
                        settings.validity().marketing()));
        this.clock = clock;
    }

    /** The verdict as of now, in the tenant's transaction; refuses unknown contacts ({@code contact.not-found}). */
    public Uni<Verdict> decide(Question question) {
        return decide(question.tenant(), List.of(question)).map(List::getFirst);
    }

    /**
     * The verdicts on several questions, in their order and in one look; at most one of them may be marketing to the same
     * contact, because the next must see what became of it.
     */
    public Uni<List<Verdict>> decide(TenantId tenant, List<Question> questions) {
        var now = clock.instant();
        return situations
                .of(tenant, questions, settings.marketingCap(), settings.capWindow(), now)
                .map(seen -> rules.decide(questions, seen, now));
    }

    /** The verdict on a text message through {@code sender}, as of now, in the tenant's transaction. */
    public Uni<Verdict> decideSms(Question question, UUID sender) {
        var now = clock.instant();
        return situations
                .of(question.tenant(), List.of(question), settings.marketingCap(), settings.capWindow(), now)
                .map(seen -> rules.decideSms(question, seen.getFirst(), sender, now));
    }
}
