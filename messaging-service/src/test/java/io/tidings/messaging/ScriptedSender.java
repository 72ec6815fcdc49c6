package io.tidings.messaging;

import io.smallrye.mutiny.Uni;
import io.tidings.messaging.dispatch.application.ClaimedMessage;
import io.tidings.messaging.dispatch.application.MessageSender;
import io.tidings.messaging.dispatch.domain.SendOutcome;
import io.tidings.runtime.tenancy.TenantId;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;

/** A provider that takes everything as {@code wamid.<message id>}, unless told otherwise for a recipient. */
@Alternative
@Priority(1)
@ApplicationScoped
public class ScriptedSender implements MessageSender {
    private final Map<String, Function<ClaimedMessage, Uni<SendOutcome>>> scripts = new ConcurrentHashMap<>();
    private final List<ClaimedMessage> calls = new CopyOnWriteArrayList<>();

    @Override
    public Uni<SendOutcome> send(TenantId tenant, ClaimedMessage message) {
        calls.add(message);
        var script = scripts.get(message.message().to());
        return script != null
                ? script.apply(message)
                : Uni.createFrom()
                        .item(new SendOutcome.Accepted(
                                "wamid." + message.message().id(), null));
    }

    /** What happens to messages for {@code digits} from now on. */
    public void script(String digits, Function<ClaimedMessage, Uni<SendOutcome>> script) {
        scripts.put(digits, script);
    }

    public void script(String digits, SendOutcome outcome) {
        script(digits, message -> Uni.createFrom().item(outcome));
    }

    /** No more scripts for {@code digits}: everything is taken again. */
    public void takesAllOf(String digits) {
        scripts.remove(digits);
    }

    /** Calls made for {@code digits}. */
    public List<ClaimedMessage> callsTo(String digits) {
        return calls.stream().filter(c -> c.message().to().equals(digits)).toList();
    }
}
