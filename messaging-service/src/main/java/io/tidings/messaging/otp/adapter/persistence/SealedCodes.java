package io.tidings.messaging.otp.adapter.persistence;

import io.smallrye.mutiny.Uni;
import io.tidings.messaging.dispatch.application.ClaimedMessage;
import io.tidings.messaging.dispatch.application.LiveCodes;
import io.tidings.messaging.dispatch.application.SecretParameters;
import io.tidings.messaging.message.domain.MessageSource;
import io.tidings.messaging.otp.application.SendCode;
import io.tidings.messaging.phonenumber.application.TokenCipher;
import io.tidings.runtime.tenancy.Row;
import io.tidings.runtime.tenancy.Sql;
import io.tidings.runtime.tenancy.TenantId;
import io.tidings.runtime.tenancy.TenantTx;
import io.vertx.core.buffer.Buffer;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

/** Opens the code of a message while it is good: a voided, used or expired one has no sealed copy or is past its time. */
@ApplicationScoped
class SealedCodes implements SecretParameters, LiveCodes {
    private static final String SEALED = """
            select id, sealed, extract(epoch from expires_at - now())::int from otp_codes
            where tenant_id = $1 and id = $2 and sealed is not null and expires_at > now()
              and consumed_at is null and voided_at is null""";

    private final TenantTx tx;
    private final Sql sql;
    private final TokenCipher cipher;

    SealedCodes(TenantTx tx, Sql sql, TokenCipher cipher) {
        this.tx = tx;
        this.sql = sql;
        this.cipher = cipher;
    }

    @Override
    public Uni<Optional<ClaimedMessage>> reveal(TenantId tenant, ClaimedMessage claimed) {
        var source = claimed.message().source();
        if (source == null || !source.type().equals(SendCode.SOURCE)) {
            return Uni.createFrom().item(Optional.of(claimed));
        }
        return tx.run(tenant, () -> live(tenant, source))
                .map(rows -> rows.stream().findFirst().map(row -> {
                    var sealed = ((Buffer) Objects.requireNonNull(row.value(1))).getBytes();
                    var code = cipher.open(tenant, "otp_codes.sealed", row.uuid(0), sealed);
                    return new ClaimedMessage(
                            tenant,
                            claimed.message().reveal(SendCode.MASK, code),
                            claimed.from(),
                            Duration.ofSeconds(row.integer(2)));
                }));
    }

    @Override
    public Uni<Boolean> isLive(TenantId tenant, MessageSource source) {
        return source.type().equals(SendCode.SOURCE)
                ? live(tenant, source).map(rows -> !rows.isEmpty())
                : Uni.createFrom().item(false);
    }

    private Uni<List<Row>> live(TenantId tenant, MessageSource source) {
        return sql.all(SEALED, tenant.value(), UUID.fromString(source.id()));
    }
}
