package io.tidings.messaging.dispatch.application;

import io.smallrye.mutiny.Uni;
import io.tidings.messaging.dispatch.domain.Delivery;
import io.tidings.messaging.dispatch.domain.MergedReports;
import io.tidings.messaging.dispatch.domain.MergedReports.Merged;
import io.tidings.messaging.dispatch.domain.ProviderError;
import io.tidings.messaging.dispatch.domain.StatusReport;
import io.tidings.runtime.event.Outbox;
import io.tidings.runtime.tenancy.TenantId;
import io.tidings.runtime.tenancy.TenantTx;
import io.tidings.runtime.work.DueWork;
import io.tidings.runtime.work.InTurn;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

/**
 * Merges what is told of messages into them: history grows, the status never goes backwards, each event is published once.
 * A report that carries our own id proves that the provider took the message, whatever became of the call's answer. What
 * is told of a message not known yet is parked until it is.
 */
@ApplicationScoped
public class RecordStatuses {

    /**
     * One report.
     *
     * @param message our id, when the report carries it
     * @param number phone_numbers.id it came by
     */
    public record Told(@Nullable UUID message, UUID number, StatusReport report) {}

    /** Reports to one tenant, in the order they came. */
    public record Command(TenantId tenant, List<Told> told) {}

    /** The provider took a message and named it. */
    record Accepted(UUID message, StatusReport report) {}

    /** News that may mean more than the one message. */
    private record Failure(UUID message, UUID contact, UUID number, ProviderError error) {}

    private final TenantTx tx;
    private final Deliveries deliveries;
    private final ProviderConsequences consequences;
    private final Outbox outbox;
    private final DueWork due;
    private final DispatchMetrics metrics;

    RecordStatuses(
            TenantTx tx,
            Deliveries deliveries,
            ProviderConsequences consequences,
            Outbox outbox,
            DueWork due,
            DispatchMetrics metrics) {
        this.tx = tx;
        this.deliveries = deliveries;
        this.consequences = consequences;
        this.outbox = outbox;
        this.due = due;
        this.metrics = metrics;
    }

    /** Applies or parks all reports in one transaction. */
    public Uni<Void> handle(Command command) {
        var tenant = command.tenant();
        var told = command.told();
        return told.isEmpty()
                ? Uni.createFrom().voidItem()
                : tx.run(
                        tenant,
                        () -> deliveries
                                .lock(tenant, messages(told), providerIdsOfOthers(told))
                                .chain(found -> merge(tenant, found, told)));
    }

    private static List<UUID> messages(List<Told> told) {
        return told.stream()
                .map(Told::message)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
    }

    private static List<String> providerIdsOfOthers(List<Told> told) {
        return told.stream()
                .filter(each -> each.message() == null)
                .map(each -> each.report().providerMessageId())
                .distinct()
                .toList();
    }

    private Uni<Void> merge(TenantId tenant, List<Delivery> found, List<Told> told) {
        var merging = new MergedReports(found);
        var unknown = new ArrayList<Told>();
        var failures = new ArrayList<Failure>();
        for (var each : told) {
            var step = merging.apply(each.message(), each.report());
            var error = each.report().error();
            if (step == null) {
                unknown.add(each);
            } else if (step.isNews() && error != null) {
                failures.add(new Failure(step.after().message(), step.after().contact(), each.number(), error));
            }
        }
        return keep(tenant, merging)
                .chain(() -> InTurn.each(
                        failures,
                        failure -> consequences.of(
                                tenant, failure.message(), failure.contact(), failure.number(), failure.error())))
                .chain(() -> InTurn.each(unknown, each -> parkUnlessItCame(tenant, each)));
    }

    /** The provider's answers named its ids: keeps them and joins what was told of those ids before. */
    Uni<Void> accepted(TenantId tenant, List<Accepted> accepted) {
        return deliveries
                .lock(tenant, accepted.stream().map(Accepted::message).toList(), List.of())
                .chain(found -> deliveries
                        .unpark(
                                tenant,
                                accepted.stream()
                                        .map(each -> each.report().providerMessageId())
                                        .toList())
                        .chain(parked -> {
                            var merging = new MergedReports(found);
                            accepted.forEach(each -> merging.called(each.message(), each.report()));
                            parked.forEach(report -> merging.apply(null, report));
                            return keep(tenant, merging);
                        }));
    }

    private Uni<Void> parkUnlessItCame(TenantId tenant, Told told) {
        return deliveries
                .lockBeforeParking(tenant, told.report().providerMessageId())
                .chain(found -> found.isPresent()
                        ? merge(tenant, List.of(found.get()), List.of(new Told(null, told.number(), told.report())))
                        : deliveries.park(tenant, told.report()));
    }

    private Uni<Void> keep(TenantId tenant, MergedReports merging) {
        var changed = merging.changed();
        if (changed.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        changed.stream()
                .filter(merged -> merged.after().status() != merged.before().status())
                .forEach(merged ->
                        metrics.reached(merged.after().status(), merged.after().purpose()));
        return deliveries
                .keep(tenant, changed)
                .chain(() -> merging.events().isEmpty()
                        ? Uni.createFrom().voidItem()
                        : outbox.append(tenant, merging.events()))
                .chain(() -> due.remove(
                        tenant,
                        DispatchMessage.KIND,
                        changed.stream()
                                .filter(Merged::wasWaiting)
                                .map(merged -> merged.after().message())
                                .toList()));
    }
}
