package io.tidings.billing.reminder.application;

import io.smallrye.mutiny.Uni;
import io.tidings.billing.reminder.domain.PaymentReminder;
import io.tidings.billing.reminder.domain.ReminderId;
import io.tidings.runtime.tenancy.TenantId;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** {@link PaymentReminders} in a map. */
public final class InMemoryPaymentReminders implements PaymentReminders {
    private final Map<ReminderId, PaymentReminder> all = new LinkedHashMap<>();

    @Override
    public Uni<Optional<PaymentReminder>> find(TenantId tenant, UUID id) {
        return Uni.createFrom().item(() -> Optional.ofNullable(all.get(ReminderId.of(tenant, id))));
    }

    @Override
    public Uni<List<PaymentReminder>> ofInvoice(TenantId tenant, UUID invoice) {
        return Uni.createFrom()
                .item(() -> all.values().stream()
                        .filter(each -> each.id().tenantId().equals(tenant)
                                && each.invoice().equals(invoice))
                        .toList());
    }

    @Override
    public Uni<Void> save(TenantId tenant, List<PaymentReminder> added) {
        return Uni.createFrom().voidItem().invoke(() -> added.forEach(each -> all.put(each.id(), each)));
    }
}
