package io.tidings.messaging;

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
    void every_table_is_locked_to_its_tenant_but_the_reviewed_queues() {
        assertThat(Catalogue.violations("number_owners", "sms_sender_owners")).isEmpty();
    }
}
