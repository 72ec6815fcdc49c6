package io.tidings.tenant.usage.adapter.kafka;

import io.smallrye.mutiny.Uni;
import io.tidings.contracts.Topics;
import io.tidings.contracts.tenant.ApiCallsCounted;
import io.tidings.runtime.event.Envelope;
import io.tidings.runtime.event.EventHandler;
import io.tidings.runtime.event.Inbox;
import io.tidings.tenant.usage.application.CountUsage;

import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;

/** Takes over what the gateway has counted. A window counts once, under whatever event id it comes again. */
@ApplicationScoped
class OnApiCallsCounted implements EventHandler<ApiCallsCounted> {
    private final CountUsage countUsage;
    private final Inbox inbox;

    OnApiCallsCounted(CountUsage countUsage, Inbox inbox) {
        this.countUsage = countUsage;
        this.inbox = inbox;
    }

    @Override
    public String topic() {
        return Topics.USAGE;
    }

    @Override
    public Class<ApiCallsCounted> type() {
        return ApiCallsCounted.class;
    }

    @Override
    public Uni<Void> on(Envelope<ApiCallsCounted> event) {
        var counted = event.data();
        var window = new Inbox.Entry("usage-window", counted.window().toString());
        return inbox.first(event.tenant(), List.of(window))
                .chain(first -> first.isEmpty()
                        ? Uni.createFrom().voidItem()
                        : countUsage.calls(event.tenant(), counted.day(), counted.calls()));
    }
}
