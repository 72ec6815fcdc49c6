package io.tidings.messaging.otp.adapter.persistence;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.tidings.messaging.otp.application.OtpCodes;
import io.tidings.messaging.otp.application.OtpCodesContract;
import io.tidings.runtime.tenancy.TenantTx;
import io.tidings.testkit.infra.Database;
import io.tidings.testkit.infra.Patience;
import io.tidings.testkit.infra.TidingsInfra;

import java.time.Duration;
import java.util.function.Supplier;

import jakarta.inject.Inject;

@QuarkusTest
@QuarkusTestResource(TidingsInfra.class)
class SqlOtpCodesTest extends OtpCodesContract {
    @Inject
    OtpCodes codes;

    @Inject
    TenantTx tx;

    @Override
    protected OtpCodes codes() {
        return codes;
    }

    @Override
    protected <T> T run(Supplier<Uni<T>> work) {
        return tx.run(tenant, work).await().atMost(Patience.LIMIT);
    }

    @Override
    protected void later(Duration time) {
        var earlier = " - interval '" + time.toMillis() + " milliseconds'";
        Database.update(
                "update otp_codes set created_at = created_at" + earlier + ", expires_at = expires_at" + earlier
                        + ", consumed_at = consumed_at" + earlier + " where tenant_id = ?",
                tenant.value());
        Database.update(
                "update otp_destinations set touched_at = touched_at" + earlier + ", locked_until = locked_until"
                        + earlier + " where tenant_id = ?",
                tenant.value());
    }
}
