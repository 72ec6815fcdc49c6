package io.tidings.messaging.smssender.application;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.smallrye.mutiny.Uni;
import io.tidings.runtime.tenancy.TenantId;

import java.util.UUID;
import java.util.function.Supplier;

class InMemorySmsSendersTest extends SmsSendersContract {
    private final SmsSenders senders = new InMemorySmsSenders();

    @Override
    protected SmsSenders senders() {
        return senders;
    }

    @Override
    protected byte[] sealed(TenantId tenant, UUID sender, String token) {
        return token.getBytes(UTF_8);
    }

    @Override
    protected <T> T run(TenantId tenant, Supplier<Uni<T>> work) {
        return work.get().await().indefinitely();
    }
}
