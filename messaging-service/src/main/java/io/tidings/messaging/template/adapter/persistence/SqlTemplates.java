package io.tidings.messaging.template.adapter.persistence;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.mutiny.Uni;
import io.tidings.messaging.template.application.Templates;
import io.tidings.messaging.template.domain.Header;
import io.tidings.messaging.template.domain.OwnTemplate;
import io.tidings.messaging.template.domain.TemplateButton;
import io.tidings.messaging.template.domain.TemplateStatus;
import io.tidings.messaging.template.domain.TemplateText;
import io.tidings.runtime.tenancy.Row;
import io.tidings.runtime.tenancy.Sql;
import io.tidings.runtime.tenancy.TenantId;
import io.tidings.runtime.web.Page;
import io.tidings.runtime.web.PageRequest;
import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

/** {@link Templates} on PostgreSQL. */
@ApplicationScoped
class SqlTemplates implements Templates {
    private static final String SELECT = """
            select id, name, language, category, header, body, footer, named, variables, examples, buttons::text, status,
                reason, provider_id, upcoming_category, upcoming_category_at, version, created_at, updated_at,
                header_format, header_example
            from templates where tenant_id = $1""";
    private static final String ADD = """
            insert into templates (tenant_id, id, name, language, category, header, body, footer, named, variables,
                examples, buttons, status, created_at, updated_at, header_format, header_example)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10::text[], $11::text[], $12::text::jsonb, $13, $14, $14, $15, $16)
            on conflict (tenant_id, name, language) do nothing""";
    private static final String UPDATE = """
            update templates set category = $3, header = $4, body = $5, footer = $6, named = $7, variables = $8::text[],
                examples = $9::text[], buttons = $10::text::jsonb, status = $11, reason = $12, provider_id = $13,
                upcoming_category = $14, upcoming_category_at = $15, version = version + 1, updated_at = $16,
                header_format = $17, header_example = $18
            where tenant_id = $1 and id = $2""";

    private final Sql sql;
    private final ObjectMapper json;

    SqlTemplates(Sql sql, ObjectMapper json) {
        this.sql = sql;
        this.json = json;
    }

    @Override
    public Uni<Boolean> add(TenantId tenant, OwnTemplate template) {
        var text = template.text();
        var header = text.header();
        return sql.update(
                        ADD,
                        tenant.value(),
                        template.id(),
                        template.name(),
                        template.language(),
                        template.category(),
                        header == null ? null : header.text(),
                        text.body(),
                        text.footer(),
                        text.named(),
                        text.variables().toArray(String[]::new),
                        text.examples().toArray(String[]::new),
                        buttons(text.buttons()),
                        template.status().wire(),
                        Row.at(template.createdAt()),
                        header == null ? null : header.format().wire(),
                        header == null ? null : header.example())
                .map(added -> added == 1);
    }

    @Override
    public Uni<Optional<OwnTemplate>> byId(TenantId tenant, UUID id) {
        return first(sql.all(SELECT + " and id = $2", tenant.value(), id));
    }

    @Override
    public Uni<Optional<OwnTemplate>> byIdForChange(TenantId tenant, UUID id) {
        return first(sql.all(SELECT + " and id = $2 for update", tenant.value(), id));
    }

    @Override
    public Uni<Optional<OwnTemplate>> byNameForChange(TenantId tenant, String name, String language) {
        return first(sql.all(SELECT + " and name = $2 and language = $3 for update", tenant.value(), name, language));
    }

    private Uni<Optional<OwnTemplate>> first(Uni<List<Row>> rows) {
        return rows.map(found -> found.stream().findFirst().map(this::template));
    }

    @Override
    public Uni<Void> update(TenantId tenant, OwnTemplate template) {
        var text = template.text();
        var header = text.header();
        return sql.update(
                        UPDATE,
                        tenant.value(),
                        template.id(),
                        template.category(),
                        header == null ? null : header.text(),
                        text.body(),
                        text.footer(),
                        text.named(),
                        text.variables().toArray(String[]::new),
                        text.examples().toArray(String[]::new),
                        buttons(text.buttons()),
                        template.status().wire(),
                        template.reason(),
                        template.providerId(),
                        template.upcomingCategory(),
                        Row.atOrNull(template.upcomingCategoryAt()),
                        Row.at(template.updatedAt()),
                        header == null ? null : header.format().wire(),
                        header == null ? null : header.example())
                .replaceWithVoid();
    }

    @Override
    public Uni<Boolean> remove(TenantId tenant, UUID id) {
        return sql.update("delete from templates where tenant_id = $1 and id = $2", tenant.value(), id)
                .map(removed -> removed == 1);
    }

    @Override
    public Uni<Page<OwnTemplate>> list(TenantId tenant, PageRequest page) {
        return sql.all(SELECT + " and id < $2 order by id desc limit $3", tenant.value(), page.before(), page.fetch())
                .map(rows -> Page.of(page, rows.stream().map(this::template).toList(), OwnTemplate::id));
    }

    @Override
    public Uni<List<OwnTemplate>> all(TenantId tenant) {
        return sql.all(SELECT + " order by id", tenant.value())
                .map(rows -> rows.stream().map(this::template).toList());
    }

    private OwnTemplate template(Row row) {
        var text = new TemplateText(
                header(row),
                row.string(5),
                row.stringOrNull(6),
                row.bool(7),
                row.strings(8),
                row.strings(9),
                buttons(row.string(10)));
        return new OwnTemplate(
                row.uuid(0),
                row.string(1),
                row.string(2),
                row.string(3),
                text,
                TemplateStatus.of(row.string(11)),
                row.stringOrNull(12),
                row.stringOrNull(13),
                row.stringOrNull(14),
                row.instantOrNull(15),
                row.number(16),
                row.instant(17),
                row.instant(18));
    }

    private static @Nullable Header header(Row row) {
        return row.isNull(19)
                ? null
                : new Header(Header.Format.of(row.string(19)), row.stringOrNull(4), row.stringOrNull(20));
    }

    private String buttons(List<TemplateButton> buttons) {
        try {
            return json.writeValueAsString(buttons);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Buttons are always JSON", e);
        }
    }

    private List<TemplateButton> buttons(String column) {
        try {
            return json.readValue(column, new TypeReference<>() {});
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("The column is JSON", e);
        }
    }
}
