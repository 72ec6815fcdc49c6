package io.tidings.messaging.phonenumber.adapter.persistence;

import io.smallrye.mutiny.Uni;
import io.tidings.messaging.phonenumber.application.AppSecrets;
import io.tidings.messaging.phonenumber.application.TokenCipher;
import io.tidings.runtime.tenancy.Row;
import io.tidings.runtime.tenancy.Sql;
import io.tidings.runtime.tenancy.TenantId;

import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;

import jakarta.enterprise.context.ApplicationScoped;

@ApplicationScoped
class SqlAppSecrets implements AppSecrets {
    private static final String ALL = """
            select id, phone_number_id, waba_id, encode(app_secret, 'base64'),
                   case when former_app_secret_until > $2 then encode(former_app_secret, 'base64') end
            from phone_numbers where tenant_id = $1 and removed_at is null""";

    private final Sql sql;
    private final TokenCipher cipher;

    SqlAppSecrets(Sql sql, TokenCipher cipher) {
        this.sql = sql;
        this.cipher = cipher;
    }

    @Override
    public Uni<List<Signer>> all(TenantId tenant, Instant now) {
        return sql.all(ALL, tenant.value(), Row.at(now))
                .map(rows -> rows.stream().map(row -> signer(tenant, row)).toList());
    }

    private Signer signer(TenantId tenant, Row row) {
        var own = Stream.of(3, 4)
                .filter(column -> !row.isNull(column))
                .map(column -> cipher.open(
                        tenant,
                        TokenCipher.APP_SECRET,
                        row.uuid(0),
                        Base64.getMimeDecoder().decode(row.string(column))))
                .toList();
        return new Signer(row.string(1), row.stringOrNull(2), own);
    }
}
