package io.tidings.messaging.dispatch.application;

import io.smallrye.mutiny.Uni;
import io.tidings.messaging.message.domain.Verdict;
import io.tidings.messaging.send.application.SendGate;
import io.tidings.messaging.send.domain.Question;
import io.tidings.messaging.smssender.application.SmsStops;
import io.tidings.messaging.smssender.domain.SmsSender;
import io.tidings.runtime.tenancy.TenantId;

import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

/** Whether a text message may go: the Send Gate's word, and that of who wants none. In the running transaction. */
@ApplicationScoped
class JudgeSms {
    static final String NO_SENDER = "sms-sender.none";
    static final String PAUSED = "sms-sender.paused";
    static final String STOPPED = "sms.stopped";

    private final SendGate gate;
    private final SmsStops stops;

    JudgeSms(SendGate gate, SmsStops stops) {
        this.gate = gate;
        this.stops = stops;
    }

    Uni<Verdict> handle(TenantId tenant, Question question, Optional<SmsSender> sender) {
        if (sender.isEmpty() || !sender.get().isActive()) {
            return Uni.createFrom().item(new Verdict.Refuse(sender.isEmpty() ? NO_SENDER : PAUSED));
        }
        return stops.hasStopped(tenant, question.contact())
                .chain(stopped -> stopped
                        ? Uni.createFrom().item(new Verdict.Refuse(STOPPED))
                        : gate.decideSms(question, sender.get().id().value()));
    }
}
