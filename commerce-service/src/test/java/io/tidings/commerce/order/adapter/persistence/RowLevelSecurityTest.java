package io.tidings.commerce.order.adapter.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.tidings.commerce.CommerceApi;
import io.tidings.runtime.tenancy.Sql;
import io.tidings.runtime.tenancy.TenantId;
import io.tidings.runtime.tenancy.TenantTx;
import io.tidings.testkit.infra.Patience;
import io.tidings.testkit.infra.TidingsInfra;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.UUID;

import jakarta.inject.Inject;

/** What a query that forgets its tenant can see: the transaction's own tenant, and nobody without one. */
@QuarkusTest
@QuarkusTestResource(TidingsInfra.class)
class RowLevelSecurityTest {
    @Inject
    TenantTx tx;

    @Inject
    Sql sql;

    @ParameterizedTest
    @ValueSource(strings = {OrderRows.ORDER_COLUMNS, OrderRows.LINE_COLUMNS})
    void a_query_without_its_predicate_shows_no_other_tenant(String query) {
        var owner = CommerceApi.ofNewTenant();
        var stranger = CommerceApi.ofNewTenant();
        owner.placeOrder();
        var forgetful = query.replaceAll("[ol]\\.tenant_id = \\$1", "\\$1::uuid is not null");
        assertThat(forgetful).doesNotContain("tenant_id =");

        assertThat(rows(owner.tenant(), forgetful)).isPositive();
        assertThat(rows(stranger.tenant(), forgetful)).isZero();
    }

    @Test
    void a_change_without_its_predicate_changes_no_other_tenant() {
        var owner = CommerceApi.ofNewTenant();
        var order = owner.placeOrder();

        var changed = tx.run(
                        new TenantId(CommerceApi.ofNewTenant().tenant()),
                        () -> sql.update("update orders set status = 'cancelled'"))
                .await()
                .atMost(Patience.LIMIT);

        assertThat(changed).isZero();
        owner.get(order).header("ETag", "\"1\"");
    }

    private int rows(UUID tenant, String query) {
        return tx.run(new TenantId(tenant), () -> sql.all(query, UUID.randomUUID()))
                .await()
                .atMost(Patience.LIMIT)
                .size();
    }
}
