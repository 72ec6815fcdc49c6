package io.tidings.messaging.contact.adapter.persistence;

import io.tidings.messaging.contact.domain.ContactSearch;
import io.tidings.messaging.contact.domain.ContactSearch.Condition;
import io.tidings.runtime.tenancy.TenantId;
import io.tidings.runtime.web.PageRequest;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A search as a query. The first condition is a range of the terms' index, the others are looked up for each hit, and the
 * hits are settled before the contacts are read: nothing walks the tenant. An exact term is read in the order of the page.
 * {@code offset 0} keeps the planner from turning a look-up for each hit into one read of all that fits the condition.
 */
record SearchSql(String text, Object[] args) {
    private static final String LAST_CHARACTER = new String(Character.toChars(Character.MAX_CODE_POINT));
    private static final String ALL = "select " + ContactRows.COLUMNS
            + " from contacts where tenant_id = $1 and id < $2 and erased_at is null order by id desc limit $3";
    private static final String MATCHING = """
            with hits as materialized (%s),
            matched as materialized (select id from hits h where id < $2 %s order by id desc limit $3)
            select %s from contacts where tenant_id = $1 and id in (select id from matched) order by id desc""";

    static SearchSql of(TenantId tenant, PageRequest page, ContactSearch search) {
        var args = new ArrayList<Object>(List.of(tenant.value(), page.before(), page.fetch()));
        if (search.conditions().isEmpty()) {
            return new SearchSql(ALL, args.toArray());
        }
        var first = search.conditions().getFirst();
        var isWhole = search.conditions().size() == 1 && !first.prefix();
        var hits = "select %s contact_id as id from contact_terms t where tenant_id = $1 and %s %s"
                .formatted(
                        first.terms().size() == 1 && !first.prefix() ? "" : "distinct",
                        range(first, args),
                        isWhole ? "and contact_id < $2 order by contact_id desc limit $3" : "");
        var others = search.conditions().stream()
                .skip(1)
                .map(condition ->
                        "and exists (select 1 from contact_terms t where t.tenant_id = $1 and t.contact_id = h.id and "
                                + range(condition, args) + " offset 0)")
                .collect(Collectors.joining(" "));
        return new SearchSql(MATCHING.formatted(hits, others, ContactRows.COLUMNS), args.toArray());
    }

    private static String range(Condition condition, List<Object> args) {
        return condition.terms().stream()
                .map(term -> {
                    args.add(term);
                    if (!condition.prefix()) {
                        return "t.term = $" + args.size();
                    }
                    Collections.addAll(args, term + LAST_CHARACTER);
                    return "(t.term >= $%d and t.term < $%d)".formatted(args.size() - 1, args.size());
                })
                .collect(Collectors.joining(" or ", "(", ")"));
    }
}
