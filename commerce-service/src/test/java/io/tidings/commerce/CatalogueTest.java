package io.tidings.commerce;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.tidings.testkit.infra.Catalogue;
import io.tidings.testkit.infra.TidingsInfra;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(TidingsInfra.class)
class CatalogueTest {

    @Test
    void every_table_is_a_tenants_own_but_for_the_reviewed_queues() {
        assertThat(Catalogue.violations("store_owners")).isEmpty();
    }
}
