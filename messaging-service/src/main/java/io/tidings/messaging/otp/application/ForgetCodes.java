package io.tidings.messaging.otp.application;

import io.smallrye.mutiny.Uni;
import io.tidings.runtime.tenancy.TenantId;
import io.tidings.runtime.tenancy.TenantTx;
import io.tidings.runtime.work.BatchWorker;
import io.tidings.runtime.work.DueWork;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;

/** When a code has expired its sealed copy goes, and a day after it was made the row. */
@ApplicationScoped
class ForgetCodes implements BatchWorker {
    private static final Duration KEPT = Duration.ofHours(24);

    private final TenantTx tx;
    private final OtpCodes codes;
    private final DueWork due;
    private final Clock clock;

    ForgetCodes(TenantTx tx, OtpCodes codes, DueWork due, Clock clock) {
        this.tx = tx;
        this.codes = codes;
        this.due = due;
        this.clock = clock;
    }

    @Override
    public String kind() {
        return SendCode.FORGET;
    }

    @Override
    public Uni<Void> work(TenantId tenant, List<DueWork.Item> items) {
        var ids = items.stream().map(DueWork.Item::subject).toList();
        return tx.run(
                tenant,
                () -> codes.forget(tenant, ids)
                        .chain(left -> left.isEmpty()
                                ? due.remove(tenant, kind(), ids)
                                : due.remove(tenant, kind(), ids)
                                        .chain(() -> due.schedule(tenant, kind(), 0, later(left)))));
    }

    private java.util.Map<UUID, Instant> later(List<UUID> left) {
        var when = clock.instant().plus(KEPT);
        return left.stream().collect(Collectors.toMap(id -> id, id -> when));
    }
}
