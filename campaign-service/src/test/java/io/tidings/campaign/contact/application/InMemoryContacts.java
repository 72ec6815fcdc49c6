package io.tidings.campaign.contact.application;

import io.smallrye.mutiny.Uni;
import io.tidings.campaign.contact.domain.KnownContact;
import io.tidings.runtime.tenancy.TenantId;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

public final class InMemoryContacts implements Contacts {
    private record Key(TenantId tenant, UUID contact) {}

    private record Kept(KnownContact contact, Instant asOf) {}

    private final Map<Key, Kept> kept = new HashMap<>();

    @Override
    public Uni<Void> keep(TenantId tenant, KnownContact contact, Instant asOf) {
        return Uni.createFrom()
                .voidItem()
                .invoke(() -> kept.merge(
                        new Key(tenant, contact.id()),
                        new Kept(contact, asOf),
                        (old, news) -> old.asOf().isAfter(news.asOf()) ? old : news));
    }

    @Override
    public Uni<KnownContact> byId(TenantId tenant, UUID contact) {
        return Uni.createFrom().item(() -> {
            var found = kept.get(new Key(tenant, contact));
            if (found == null) {
                throw new KnownContact.NotFound();
            }
            return found.contact();
        });
    }

    @Override
    public Uni<KnownContact> locked(TenantId tenant, UUID contact) {
        return byId(tenant, contact);
    }
}
