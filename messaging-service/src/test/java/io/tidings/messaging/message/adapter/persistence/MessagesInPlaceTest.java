package io.tidings.messaging.message.adapter.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.tidings.testkit.infra.Database;
import io.tidings.testkit.infra.TidingsInfra;
import org.junit.jupiter.api.Test;

/** A change of an indexed column writes all of the row's index entries anew, also when the index has a condition. */
@QuarkusTest
@QuarkusTestResource(TidingsInfra.class)
class MessagesInPlaceTest {

    @Test
    void no_index_of_messages_holds_what_changes_on_a_messages_way() {
        var indexed = Database.column("""
                select a.attname from pg_index i
                join pg_attribute a on a.attrelid = i.indrelid and (a.attnum = any(i.indkey) or exists (
                    select 1 from pg_depend d where d.classid = 'pg_class'::regclass and d.objid = i.indexrelid
                      and d.refobjid = i.indrelid and d.refobjsubid = a.attnum))
                where i.indrelid = 'messages'::regclass""");
        assertThat(indexed)
                .contains("id", "contact_id", "instead_of", "listed_status")
                .doesNotContain(
                        "status",
                        "phone_number",
                        "provider_message_id",
                        "attempts",
                        "error_code",
                        "verdict",
                        "verdict_at",
                        "version",
                        "updated_at",
                        "pricing_category",
                        "billable");
    }

    @Test
    void the_statuses_that_are_listed_are_none_of_a_way_that_goes_well() {
        assertThat(Database.column("select pg_get_expr(adbin, adrelid) from pg_attrdef d join pg_attribute a"
                        + " on a.attrelid = d.adrelid and a.attnum = d.adnum"
                        + " where d.adrelid = 'messages'::regclass and a.attname = 'listed_status'"))
                .singleElement()
                .asString()
                .contains("'failed'")
                .doesNotContain("'queued'", "'sending'", "'sent'", "'delivered'", "'read'");
    }
}
