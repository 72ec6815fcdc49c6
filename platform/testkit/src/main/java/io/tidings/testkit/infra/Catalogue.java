package io.tidings.testkit.infra;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Reads a service's database catalogue for what row-level security and keys must look like: every table with a
 * {@code tenant_id} has forced row-level security with USING and WITH CHECK, and its primary key, unique keys and foreign
 * keys begin with the tenant; the tables without it are exactly the reviewed queue tables.
 */
public final class Catalogue {
    /** Queue tables of the platform: ids, times and lanes, no personal data. */
    private static final Set<String> PLATFORM_QUEUES = Set.of("outbox_queue", "inbox", "due_work");

    private Catalogue() {}

    /** What is wrong, in words; empty when all is well. @param queues the service's own reviewed queue tables */
    public static List<String> violations(String... queues) {
        var reviewed = new TreeSet<>(PLATFORM_QUEUES);
        reviewed.addAll(Set.of(queues));
        var wrong = new ArrayList<String>();
        var unprotected = Database.column("""
                select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
                where n.nspname = 'public' and c.relkind in ('r', 'p') and c.relname <> 'flyway_schema_history'
                  and not (c.relrowsecurity and c.relforcerowsecurity
                           and exists (select 1 from pg_attribute a where a.attrelid = c.oid and a.attname = 'tenant_id'
                                       and a.attnotnull)
                           and exists (select 1 from pg_policy p where p.polrelid = c.oid and p.polcmd = '*'
                                       and p.polqual is not null and p.polwithcheck is not null))""");
        for (var table : unprotected) {
            if (!reviewed.contains(table)) {
                wrong.add(table + " is not protected and not a reviewed queue table");
            }
        }
        for (var queue : reviewed) {
            if (!unprotected.contains(queue)) {
                wrong.add(queue + " is reviewed as a queue table and is none");
            }
        }
        Database.column("""
                select c.relname || ': key ' || i.indexrelid::regclass || ' does not begin with tenant_id'
                from pg_index i join pg_class c on c.oid = i.indrelid join pg_namespace n on n.oid = c.relnamespace
                join pg_attribute a on a.attrelid = c.oid and a.attnum = i.indkey[0]
                where n.nspname = 'public' and (i.indisunique or i.indisprimary) and c.relrowsecurity
                  and a.attname <> 'tenant_id'""").forEach(wrong::add);
        Database.column("""
                select k.conrelid::regclass || ': foreign key ' || k.conname || ' does not begin with tenant_id'
                from pg_constraint k join pg_attribute a on a.attrelid = k.conrelid and a.attnum = k.conkey[1]
                where k.contype = 'f' and a.attname <> 'tenant_id'""").forEach(wrong::add);
        return wrong;
    }
}
