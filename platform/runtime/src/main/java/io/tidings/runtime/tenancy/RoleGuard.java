package io.tidings.runtime.tenancy;

import io.quarkus.runtime.StartupEvent;
import io.vertx.mutiny.sqlclient.Pool;

import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/**
 * Refuses to start when the database role could bypass row-level security: superuser, BYPASSRLS, owner of a table, or
 * allowed to TRUNCATE one (TRUNCATE ignores policies).
 */
@Singleton
class RoleGuard {
    private static final String WHAT_COULD_BYPASS = """
            select case
                when r.rolsuper then 'is superuser'
                when r.rolbypassrls then 'has BYPASSRLS'
                when exists (select 1 from pg_class c join pg_namespace n on n.oid = c.relnamespace
                             where c.relkind in ('r', 'p') and n.nspname = 'public' and pg_has_role(r.oid, c.relowner, 'member'))
                    then 'owns tables'
                when exists (select 1 from pg_class c join pg_namespace n on n.oid = c.relnamespace
                             where c.relkind in ('r', 'p') and n.nspname = 'public'
                               and has_table_privilege(r.oid, c.oid, 'TRUNCATE, REFERENCES, TRIGGER'))
                    then 'has TRUNCATE, REFERENCES or TRIGGER'
            end from pg_roles r where r.rolname = current_user""";

    private final Pool pool;

    RoleGuard(Pool pool) {
        this.pool = pool;
    }

    void check(@Observes @Priority(1) StartupEvent start) {
        var answer = pool.query(WHAT_COULD_BYPASS)
                .executeAndAwait()
                .iterator()
                .next()
                .getString(0);
        if (answer != null) {
            throw new IllegalStateException("The database role could bypass row-level security: it " + answer);
        }
    }
}
