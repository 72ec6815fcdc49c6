package io.tidings.messaging.intake.adapter.persistence;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.smallrye.mutiny.Uni;
import io.tidings.messaging.intake.application.WebhookChanges;
import io.tidings.runtime.tenancy.Row;
import io.tidings.runtime.tenancy.Sql;
import io.tidings.runtime.tenancy.TenantId;
import io.tidings.runtime.value.Ids;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

/** {@link WebhookChanges} on PostgreSQL. */
@ApplicationScoped
class SqlWebhookChanges implements WebhookChanges {
    private static final String ADD = """
            insert into webhook_changes (tenant_id, id, digest, change, received_at)
            select $1, id, decode(digest, 'hex'), change::json, $5
            from unnest($2::uuid[], $3::text[], $4::text[]) as c(id, digest, change)
            on conflict (tenant_id, digest) do nothing returning id""";

    private static final String FIND = """
            select c.id, c.change::text, n.id
            from webhook_changes c join phone_numbers n on n.tenant_id = c.tenant_id
                and n.phone_number_id = c.change #>> '{value,metadata,phone_number_id}' and n.removed_at is null
            where c.tenant_id = $1 and c.id = any($2)
            order by c.id""";

    private static final String JSON =
            "select change::text from webhook_changes where tenant_id = $1 and id = any($2) order by id";

    private static final String REMOVE = "delete from webhook_changes where tenant_id = $1 and id = any($2)";

    private final Sql sql;

    SqlWebhookChanges(Sql sql) {
        this.sql = sql;
    }

    @Override
    public Uni<List<UUID>> add(TenantId tenant, List<String> changes, Instant at) {
        return sql.all(
                        ADD,
                        tenant.value(),
                        changes.stream().map(change -> Ids.next()).toArray(UUID[]::new),
                        changes.stream().map(SqlWebhookChanges::digest).toArray(String[]::new),
                        changes.toArray(String[]::new),
                        Row.at(at))
                .map(rows -> rows.stream().map(row -> row.uuid(0)).toList());
    }

    @Override
    public Uni<List<Stored>> find(TenantId tenant, Collection<UUID> ids) {
        return sql.all(FIND, tenant.value(), ids.toArray(UUID[]::new))
                .map(rows -> rows.stream()
                        .map(row -> new Stored(row.uuid(0), row.string(1), row.uuid(2)))
                        .toList());
    }

    @Override
    public Uni<List<String>> json(TenantId tenant, Collection<UUID> ids) {
        return sql.all(JSON, tenant.value(), ids.toArray(UUID[]::new))
                .map(rows -> rows.stream().map(row -> row.string(0)).toList());
    }

    @Override
    public Uni<Void> remove(TenantId tenant, Collection<UUID> ids) {
        return sql.update(REMOVE, tenant.value(), ids.toArray(UUID[]::new)).replaceWithVoid();
    }

    private static String digest(String change) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(change.getBytes(UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
