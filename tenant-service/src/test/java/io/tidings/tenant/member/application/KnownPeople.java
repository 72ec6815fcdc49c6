package io.tidings.tenant.member.application;

import io.quarkus.test.Mock;
import io.smallrye.mutiny.Uni;
import io.tidings.runtime.tenancy.TenantId;

import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

import jakarta.enterprise.context.ApplicationScoped;

/** {@link IdentityProvider} that keeps people in memory; takes the real one's place in tests of this service. */
@Mock
@ApplicationScoped
public class KnownPeople implements IdentityProvider {
    /** Whoever has this address cannot be looked for. */
    public static final String OUT_OF_REACH = "nobody@unreachable.example";

    /** Nor this one, for another reason. */
    public static final String WITHOUT_LOGIN = "nobody@not-configured.example";

    private final Map<String, String> subjects = new ConcurrentHashMap<>();

    @Override
    public Uni<String> findOrCreate(TenantId tenant, String email) {
        if (email.equals(WITHOUT_LOGIN)) {
            return Uni.createFrom().failure(new NotConfigured());
        }
        return email.equals(OUT_OF_REACH)
                ? Uni.createFrom().failure(new Unavailable())
                : Uni.createFrom()
                        .item(subjects.computeIfAbsent(
                                email.toLowerCase(Locale.ROOT),
                                each -> UUID.randomUUID().toString()));
    }
}
