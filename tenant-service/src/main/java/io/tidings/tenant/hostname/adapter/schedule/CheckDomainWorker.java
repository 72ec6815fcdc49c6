package io.tidings.tenant.hostname.adapter.schedule;

import io.smallrye.mutiny.Uni;
import io.tidings.runtime.work.DueWork;
import io.tidings.runtime.work.DueWorker;
import io.tidings.tenant.hostname.application.CheckDomain;

import jakarta.enterprise.context.ApplicationScoped;

/** Looks for the records of domains when it is time. */
@ApplicationScoped
class CheckDomainWorker implements DueWorker {
    private final CheckDomain checkDomain;

    CheckDomainWorker(CheckDomain checkDomain) {
        this.checkDomain = checkDomain;
    }

    @Override
    public String kind() {
        return CheckDomain.KIND;
    }

    @Override
    public Uni<Void> work(DueWork.Item item) {
        return checkDomain.handle(item.tenant());
    }
}
