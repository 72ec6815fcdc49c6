package io.tidings.messaging.contact.adapter.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.tidings.messaging.contact.application.Contacts;
import io.tidings.messaging.contact.domain.Contact;
import io.tidings.messaging.contact.domain.ContactSearch;
import io.tidings.messaging.contact.domain.Labels;
import io.tidings.messaging.contact.domain.Profile;
import io.tidings.runtime.tenancy.Sql;
import io.tidings.runtime.tenancy.TenantId;
import io.tidings.runtime.tenancy.TenantTx;
import io.tidings.runtime.value.PhoneNumber;
import io.tidings.runtime.web.PageRequest;
import io.tidings.testkit.infra.Database;
import io.tidings.testkit.infra.Patience;
import io.tidings.testkit.infra.TidingsInfra;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

import jakarta.inject.Inject;

/** The search among 5,000 contacts of one tenant, as the service's own role runs it: under row-level security. */
@QuarkusTest
@QuarkusTestResource(TidingsInfra.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ContactSearchSqlTest {
    private static final int EVERYBODY = 5_000;
    private static final Pattern ROWS = Pattern.compile(
            "Scan using.*actual time=\\S+ rows=([0-9]+)|Rows Removed by (?:Filter|Index Recheck): ([0-9]+)");

    @Inject
    Contacts contacts;

    @Inject
    TenantTx tx;

    @Inject
    Sql sql;

    private final TenantId tenant = new TenantId(Database.knownTenant("UTC"));

    @BeforeAll
    void many_are_known() {
        var all = IntStream.range(0, EVERYBODY).mapToObj(this::contact).toList();
        for (var from = 0; from < EVERYBODY; from += 1_000) {
            var part = all.subList(from, from + 1_000);
            run(tx.run(tenant, () -> contacts.addAll(tenant, part)));
        }
    }

    private Contact contact(int i) {
        var labels = Labels.read(List.of(i % 2 == 0 ? "even" : "odd"), Map.of("group", "g" + i / 10));
        return Contact.of(
                new PhoneNumber("+3461" + (1_000_000 + i)),
                null,
                Profile.read("Person%d Común".formatted(i), null, null, labels),
                Instant.parse("2026-11-20T10:00:00Z"));
    }

    @ParameterizedTest
    @CsvSource({
        "person4711,       ,               ,         1",
        "comun person471,  ,               ,         11",
        "61 100 4711,      ,               ,         1",
        "1004711,          ,               ,         1",
        "+34611004711,     ,               ,         1",
        ",                 ,               group:g77, 10",
        ",                 even,           group:g77, 5",
        "person77,         odd,            ,         6"
    })
    void the_right_ones_are_found_without_walking_the_tenant(String text, String tag, String attribute, int hits) {
        var search = ContactSearch.read(
                text, null, tag == null ? List.of() : List.of(tag), attribute == null ? List.of() : List.of(attribute));
        var page = PageRequest.of(tenant, "100", null);
        assertThat(run(tx.run(tenant, () -> contacts.list(tenant, page, search)))
                        .items())
                .hasSize(hits);

        var plan = plan(page, search);
        // "odd" alone is half of them: the hits of the first condition are read, and looked up in the others, once
        var most = tag == null ? 200 : EVERYBODY + 200;
        assertThat(rowsRead(plan)).as(plan).isLessThan(most);
        assertThat(plan).doesNotContain("Seq Scan");
    }

    @Test
    void a_page_of_a_common_tag_reads_a_page() {
        var page = PageRequest.of(tenant, "20", null);
        var search = ContactSearch.read(null, null, List.of("even"), List.of());
        assertThat(run(tx.run(tenant, () -> contacts.list(tenant, page, search)))
                        .items())
                .hasSize(20);
        var plan = plan(page, search);
        assertThat(rowsRead(plan)).as(plan).isLessThan(100);
    }

    private String plan(PageRequest page, ContactSearch search) {
        var query = SearchSql.of(tenant, page, search);
        var rows = run(tx.run(tenant, () -> sql.all("explain (analyze, costs off) " + query.text(), query.args())));
        return String.join("\n", rows.stream().map(row -> row.string(0)).toList());
    }

    /** Rows that left the scans of tables and indexes, and those that were read in vain. */
    private static int rowsRead(String plan) {
        return ROWS.matcher(plan)
                .results()
                .mapToInt(found -> Integer.parseInt(found.group(1) == null ? found.group(2) : found.group(1)))
                .sum();
    }

    private static <T> T run(Uni<T> work) {
        return work.await().atMost(Patience.LIMIT);
    }
}
