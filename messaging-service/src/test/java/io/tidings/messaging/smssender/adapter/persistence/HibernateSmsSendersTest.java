package io.tidings.messaging.smssender.adapter.persistence;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.tidings.messaging.phonenumber.application.TokenCipher;
import io.tidings.messaging.smssender.application.SmsSenders;
import io.tidings.messaging.smssender.application.SmsSendersContract;
import io.tidings.runtime.tenancy.TenantId;
import io.tidings.runtime.tenancy.TenantTx;
import io.tidings.testkit.infra.Patience;
import io.tidings.testkit.infra.TidingsInfra;

import java.util.UUID;
import java.util.function.Supplier;

import jakarta.inject.Inject;

@QuarkusTest
@QuarkusTestResource(TidingsInfra.class)
class HibernateSmsSendersTest extends SmsSendersContract {
    @Inject
    SmsSenders senders;

    @Inject
    TenantTx tx;

    @Inject
    TokenCipher cipher;

    @Override
    protected SmsSenders senders() {
        return senders;
    }

    @Override
    protected byte[] sealed(TenantId tenant, UUID sender, String token) {
        return cipher.seal(tenant, SmsSenders.AUTH_TOKEN, sender, token);
    }

    @Override
    protected <T> T run(TenantId tenant, Supplier<Uni<T>> work) {
        return tx.run(tenant, work).await().atMost(Patience.LIMIT);
    }
}
