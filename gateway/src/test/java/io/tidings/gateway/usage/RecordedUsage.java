package io.tidings.gateway.usage;

import io.quarkus.test.Mock;
import io.tidings.contracts.tenant.AccessRefused;
import io.tidings.contracts.tenant.ApiCallsCounted;
import io.tidings.contracts.tenant.KeyCalls;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;

import jakarta.inject.Singleton;

/** An outlet without Kafka: tests look at what was told. */
@Mock
@Singleton
public class RecordedUsage implements UsageOutlet {
    private final List<Told> all = new CopyOnWriteArrayList<>();

    @Override
    public List<Told> publish(List<Told> told, Duration limit) {
        all.addAll(told);
        return List.of();
    }

    @Override
    public void close() {}

    /** How many calls of a key, or with null of people, were told so far. */
    public long calls(UUID tenant, @Nullable UUID key) {
        return all.stream()
                .filter(told -> told.tenant().equals(tenant) && told.event() instanceof ApiCallsCounted)
                .flatMap(told -> ((ApiCallsCounted) told.event()).calls().stream())
                .filter(calls -> Objects.equals(key, calls.keyId()))
                .mapToLong(KeyCalls::count)
                .sum();
    }

    /** Codes of the refusals of a key that were told so far. */
    public List<String> refusals(UUID key) {
        return all.stream()
                .map(Told::event)
                .filter(AccessRefused.class::isInstance)
                .map(AccessRefused.class::cast)
                .filter(refused -> key.equals(refused.keyId()))
                .map(AccessRefused::code)
                .toList();
    }
}
