package io.tidings.messaging.template.application;

import io.smallrye.mutiny.Uni;
import io.tidings.messaging.template.domain.OwnTemplate;
import io.tidings.messaging.template.domain.ReviewNews;
import io.tidings.runtime.tenancy.TenantId;
import io.tidings.runtime.tenancy.TenantTx;

import java.time.Clock;

import jakarta.enterprise.context.ApplicationScoped;

/** Keeps what the provider tells of a tenant's template; news of templates the tenant has not written here change nothing. */
@ApplicationScoped
public class HearOfTemplate {
    private final TenantTx tx;
    private final Templates templates;
    private final KnownTemplates known;
    private final Clock clock;

    HearOfTemplate(TenantTx tx, Templates templates, KnownTemplates known, Clock clock) {
        this.tx = tx;
        this.templates = templates;
        this.known = known;
        this.clock = clock;
    }

    public Uni<Void> handle(TenantId tenant, ReviewNews news) {
        return tx.run(
                        tenant,
                        () -> templates
                                .byNameForChange(tenant, news.name(), news.language())
                                .chain(found -> found.isEmpty()
                                        ? Uni.createFrom().voidItem()
                                        : templates.update(tenant, after(found.get(), news))))
                .invoke(() -> known.forget(tenant));
    }

    private OwnTemplate after(OwnTemplate before, ReviewNews news) {
        var now = clock.instant();
        return switch (news) {
            case ReviewNews.Decided decided ->
                before.decided(decided.status(), decided.reason(), decided.providerId(), now);
            case ReviewNews.Recategorised changed -> before.recategorised(changed.category(), now);
            case ReviewNews.ToBeRecategorised later -> before.toBeRecategorised(later.category(), later.when(), now);
        };
    }
}
