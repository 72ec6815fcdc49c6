package io.tidings.messaging;

import io.smallrye.mutiny.Uni;
import io.tidings.messaging.dispatch.application.ClaimedMessage;
import io.tidings.messaging.dispatch.application.MessageSender;
import io.tidings.messaging.dispatch.application.Sms;
import io.tidings.messaging.dispatch.domain.SendOutcome;
import io.tidings.runtime.tenancy.TenantId;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;

/** A provider of text messages that takes everything as {@link #sid}, unless told otherwise for a recipient. */
@Sms
@Alternative
@Priority(1)
@ApplicationScoped
public class ScriptedSms implements MessageSender {
    private final Map<String, SendOutcome> scripts = new ConcurrentHashMap<>();
    private final List<ClaimedMessage> calls = new CopyOnWriteArrayList<>();

    @Override
    public Uni<SendOutcome> send(TenantId tenant, ClaimedMessage message) {
        calls.add(message);
        var scripted = scripts.get(message.message().to());
        return Uni.createFrom()
                .item(
                        scripted != null
                                ? scripted
                                : new SendOutcome.Accepted(sid(message.message().id()), null));
    }

    /** The provider's id of a message of ours. */
    public static String sid(UUID message) {
        return "SM" + message.toString().replace("-", "");
    }

    /** What becomes of texts to {@code digits} from now on. */
    public void script(String digits, SendOutcome outcome) {
        scripts.put(digits, outcome);
    }

    /** Calls made for {@code digits}. */
    public List<ClaimedMessage> callsTo(String digits) {
        return calls.stream().filter(c -> c.message().to().equals(digits)).toList();
    }
}
