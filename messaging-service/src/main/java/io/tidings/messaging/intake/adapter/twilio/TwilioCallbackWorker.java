package io.tidings.messaging.intake.adapter.twilio;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import io.tidings.messaging.dispatch.application.RecordStatuses;
import io.tidings.messaging.intake.application.ReceiveSms;
import io.tidings.messaging.intake.application.StoreCallback;
import io.tidings.messaging.intake.application.WebhookChanges;
import io.tidings.runtime.tenancy.TenantId;
import io.tidings.runtime.tenancy.TenantTx;
import io.tidings.runtime.work.DueWork;
import io.tidings.runtime.work.DueWorker;
import io.tidings.runtime.work.InTurn;

import java.time.Clock;
import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;

/** Works stored callbacks of Twilio, each in a transaction with its removal. What makes no sense is counted and dropped. */
@ApplicationScoped
class TwilioCallbackWorker implements DueWorker {
    private static final JsonMapper JSON = new JsonMapper();

    private final TenantTx tx;
    private final WebhookChanges changes;
    private final RecordStatuses recordStatuses;
    private final ReceiveSms receiveSms;
    private final DueWork due;
    private final Clock clock;
    private final MeterRegistry meters;

    TwilioCallbackWorker(
            TenantTx tx,
            WebhookChanges changes,
            RecordStatuses recordStatuses,
            ReceiveSms receiveSms,
            DueWork due,
            Clock clock,
            MeterRegistry meters) {
        this.tx = tx;
        this.changes = changes;
        this.recordStatuses = recordStatuses;
        this.receiveSms = receiveSms;
        this.due = due;
        this.clock = clock;
        this.meters = meters;
    }

    @Override
    public String kind() {
        return StoreCallback.KIND;
    }

    @Override
    public Uni<Void> work(DueWork.Item item) {
        var tenant = item.tenant();
        var ids = List.of(item.subject());
        return tx.run(
                tenant,
                () -> changes.json(tenant, ids)
                        .chain(found -> InTurn.each(found, json -> apply(tenant, tree(json))))
                        .chain(() -> changes.remove(tenant, ids))
                        .chain(() -> due.remove(tenant, kind(), ids)));
    }

    private Uni<Void> apply(TenantId tenant, JsonNode callback) {
        return switch (CallbackReader.read(tenant, callback, clock.instant())) {
            case CallbackReader.Status(var told) -> {
                count("status");
                yield recordStatuses.handle(new RecordStatuses.Command(tenant, List.of(told)));
            }
            case CallbackReader.Text(var command) -> {
                count("message");
                yield receiveSms.handle(command);
            }
            case CallbackReader.Nothing _ -> Uni.createFrom().voidItem();
            case CallbackReader.Unusable _ -> {
                count("unusable");
                yield Uni.createFrom().voidItem();
            }
        };
    }

    private void count(String kind) {
        meters.counter("tidings.webhooks.entries", "kind", kind).increment();
    }

    private static JsonNode tree(String stored) {
        try {
            return JSON.readTree(stored);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A stored callback is JSON", e);
        }
    }
}
