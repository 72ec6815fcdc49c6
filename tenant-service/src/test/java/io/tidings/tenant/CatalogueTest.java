package io.tidings.tenant;

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
    void every_table_is_locked_to_its_tenant_but_the_reviewed_ones() {
        assertThat(Catalogue.violations("tenant_slugs", "tenant_domains")).isEmpty();
    }
}
