package io.tidings.messaging.contactfile.adapter.persistence;

import io.smallrye.mutiny.Uni;
import io.tidings.messaging.contactfile.application.AttributeKeys;
import io.tidings.runtime.tenancy.Sql;
import io.tidings.runtime.tenancy.TenantId;

import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;

@ApplicationScoped
class SqlAttributeKeys implements AttributeKeys {
    private static final String KEYS = """
            select distinct key from contacts, jsonb_object_keys(attributes) key where tenant_id = $1
            order by key limit 500""";

    private final Sql sql;

    SqlAttributeKeys(Sql sql) {
        this.sql = sql;
    }

    @Override
    public Uni<List<String>> of(TenantId tenant) {
        return sql.all(KEYS, tenant.value())
                .map(rows -> rows.stream().map(row -> row.string(0)).toList());
    }
}
