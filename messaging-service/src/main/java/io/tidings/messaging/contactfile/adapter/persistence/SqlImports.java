package io.tidings.messaging.contactfile.adapter.persistence;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.mutiny.Uni;
import io.tidings.messaging.contactfile.application.Imports;
import io.tidings.messaging.contactfile.domain.Columns;
import io.tidings.messaging.contactfile.domain.ContactImport;
import io.tidings.messaging.contactfile.domain.ImportStatus;
import io.tidings.messaging.contactfile.domain.LineError;
import io.tidings.runtime.tenancy.Row;
import io.tidings.runtime.tenancy.Sql;
import io.tidings.runtime.tenancy.TenantId;
import io.tidings.runtime.value.Ids;
import io.tidings.runtime.web.Page;
import io.tidings.runtime.web.PageRequest;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

@ApplicationScoped
class SqlImports implements Imports {
    private static final String COLUMNS = """
            id, columns, region, status, rows_read, added, updated, unchanged, refused, actor, created_at, finished_at""";
    private static final String ADD = """
            with added as (
                insert into contact_imports (tenant_id, id, idempotency_key, region, columns, status, actor, created_at)
                values ($1, $2, $3, $4, $5, $6, $7, $8)
                on conflict (tenant_id, idempotency_key) do nothing returning %1$s)
            select %1$s from added
            union all select %1$s from contact_imports
            where tenant_id = $1 and idempotency_key = $3 and not exists (select 1 from added) limit 1""".formatted(COLUMNS);
    private static final String SELECT = "select " + COLUMNS + " from contact_imports where tenant_id = $1";
    private static final String ADD_PART = """
            insert into contact_import_parts (tenant_id, import_id, part, rows) values ($1, $2, $3, $4::text::jsonb)""";
    private static final String TAKE_PART = """
            delete from contact_import_parts where tenant_id = $1 and import_id = $2 and part = (
                select min(part) from contact_import_parts where tenant_id = $1 and import_id = $2)
            returning rows::text""";
    private static final String ADD_ERROR = """
            insert into contact_import_errors (tenant_id, id, import_id, line, code, field)
            values ($1, $2, $3, $4, $5, $6)""";
    private static final String COUNT = """
            update contact_imports set added = added + $3, updated = updated + $4, unchanged = unchanged + $5,
                refused = refused + $6
            where tenant_id = $1 and id = $2""";
    private static final String BECOME = """
            update contact_imports set status = $3, rows_read = coalesce($4::bigint, rows_read), finished_at = $5
            where tenant_id = $1 and id = $2""";
    private static final String ERRORS = """
            select line, code, field, id from contact_import_errors
            where tenant_id = $1 and id < $2 and import_id = $4 order by id desc limit $3""";
    private static final TypeReference<List<RawRow>> ROWS = new TypeReference<>() {};

    /** An error with the id that pages go by. */
    private record Kept(UUID id, LineError error) {}

    private final Sql sql;
    private final ObjectMapper json;

    SqlImports(Sql sql, ObjectMapper json) {
        this.sql = sql;
        this.json = json;
    }

    @Override
    public Uni<ContactImport> add(TenantId tenant, ContactImport started, @Nullable String idempotencyKey) {
        return sql.one(
                        ADD,
                        tenant.value(),
                        started.id(),
                        idempotencyKey,
                        started.region(),
                        started.columns().names().toArray(String[]::new),
                        started.status().wire(),
                        started.actor(),
                        Row.at(started.createdAt()))
                .map(SqlImports::file);
    }

    @Override
    public Uni<Optional<ContactImport>> byId(TenantId tenant, UUID id) {
        return one(SELECT + " and id = $2", tenant, id);
    }

    @Override
    public Uni<Optional<ContactImport>> byIdForChange(TenantId tenant, UUID id) {
        return one(SELECT + " and id = $2 for no key update", tenant, id);
    }

    private Uni<Optional<ContactImport>> one(String query, TenantId tenant, UUID id) {
        return sql.all(query, tenant.value(), id)
                .map(rows -> rows.stream().findFirst().map(SqlImports::file));
    }

    @Override
    public Uni<Page<ContactImport>> list(TenantId tenant, PageRequest page) {
        return sql.all(SELECT + " and id < $2 order by id desc limit $3", tenant.value(), page.before(), page.fetch())
                .map(rows -> Page.of(page, rows.stream().map(SqlImports::file).toList(), ContactImport::id));
    }

    @Override
    public Uni<Void> addPart(TenantId tenant, UUID id, int part, List<RawRow> rows) {
        return sql.update(ADD_PART, tenant.value(), id, part, write(rows)).replaceWithVoid();
    }

    @Override
    public Uni<Optional<List<RawRow>>> takePart(TenantId tenant, UUID id) {
        return sql.all(TAKE_PART, tenant.value(), id)
                .map(rows -> rows.stream().findFirst().map(row -> read(row.string(0))));
    }

    @Override
    public Uni<Void> removeParts(TenantId tenant, UUID id) {
        return sql.update(
                        "delete from contact_import_parts where tenant_id = $1 and import_id = $2", tenant.value(), id)
                .replaceWithVoid();
    }

    @Override
    public Uni<Void> addErrors(TenantId tenant, UUID id, List<LineError> errors) {
        return sql.batch(
                ADD_ERROR,
                errors.stream()
                        .map(error ->
                                new Object[] {tenant.value(), Ids.next(), id, error.line(), error.code(), error.field()
                                })
                        .toList());
    }

    @Override
    public Uni<Void> count(TenantId tenant, UUID id, Counts more) {
        return sql.update(
                        COUNT,
                        tenant.value(),
                        id,
                        (long) more.added(),
                        (long) more.updated(),
                        (long) more.unchanged(),
                        (long) more.refused())
                .replaceWithVoid();
    }

    @Override
    public Uni<Void> become(TenantId tenant, UUID id, ImportStatus status, @Nullable Long rows, @Nullable Instant at) {
        return sql.update(BECOME, tenant.value(), id, status.wire(), rows, Row.atOrNull(at))
                .replaceWithVoid();
    }

    @Override
    public Uni<Page<LineError>> errors(TenantId tenant, PageRequest page, UUID id) {
        return sql.all(ERRORS, tenant.value(), page.before(), page.fetch(), id)
                .map(rows -> Page.of(page, rows.stream().map(SqlImports::error).toList(), Kept::id))
                .map(found -> new Page<>(found.items().stream().map(Kept::error).toList(), found.nextCursor()));
    }

    private static Kept error(Row row) {
        return new Kept(row.uuid(3), new LineError(row.number(0), row.string(1), row.stringOrNull(2)));
    }

    private static ContactImport file(Row row) {
        return new ContactImport(
                row.uuid(0),
                new Columns(row.strings(1)),
                row.stringOrNull(2),
                ImportStatus.of(row.string(3)),
                row.number(4),
                row.number(5),
                row.number(6),
                row.number(7),
                row.number(8),
                row.string(9),
                row.instant(10),
                row.instantOrNull(11));
    }

    private String write(List<RawRow> rows) {
        try {
            return json.writeValueAsString(rows);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Texts are always JSON", e);
        }
    }

    private List<RawRow> read(String stored) {
        try {
            return json.readValue(stored, ROWS);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A stored part is JSON", e);
        }
    }
}
