package io.tidings.tenant.hostname.application;

import io.quarkus.test.Mock;
import io.smallrye.mutiny.Uni;
import io.tidings.runtime.tenancy.TenantId;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import jakarta.enterprise.context.ApplicationScoped;

/** A DNS in memory; takes the world's place in tests of this service. */
@Mock
@ApplicationScoped
public class KnownRecords implements DomainRecords {
    private final Map<String, List<String>> records = new ConcurrentHashMap<>();
    private final Set<String> broken = ConcurrentHashMap.newKeySet();

    public void has(String name, String... texts) {
        records.put(name, List.of(texts));
        broken.remove(name);
    }

    public void fails(String name) {
        broken.add(name);
    }

    @Override
    public Uni<List<String>> texts(TenantId tenant, String name) {
        return broken.contains(name)
                ? Uni.createFrom().failure(new IllegalStateException("SERVFAIL"))
                : Uni.createFrom().item(records.getOrDefault(name, List.of()));
    }
}
