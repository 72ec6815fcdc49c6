package io.tidings.messaging.dispatch.application;

import io.smallrye.mutiny.Uni;
import io.tidings.runtime.tenancy.TenantId;
import io.tidings.runtime.work.BatchWorker;
import io.tidings.runtime.work.DueWork;

import java.time.Duration;
import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;

/** Sends text messages that are due: claimed in a way of their own, then as {@link DispatchMessage} does. */
@ApplicationScoped
class DispatchSms implements BatchWorker {
    /** The kind of due rows that are text messages to send; their subject is the message id, their lane the purpose's. */
    static final String KIND = "dispatch-sms";

    private final ClaimSms claim;
    private final DispatchMessage dispatch;

    DispatchSms(ClaimSms claim, DispatchMessage dispatch) {
        this.claim = claim;
        this.dispatch = dispatch;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Duration lease() {
        return dispatch.lease();
    }

    @Override
    public Uni<Void> work(TenantId tenant, List<DueWork.Item> items) {
        return dispatch.work(tenant, items, claim::handle);
    }
}
