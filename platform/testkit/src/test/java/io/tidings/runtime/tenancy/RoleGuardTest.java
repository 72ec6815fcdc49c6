package io.tidings.runtime.tenancy;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.tidings.testkit.infra.Database;
import io.tidings.testkit.infra.TidingsInfra;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

import java.util.stream.Stream;

import jakarta.inject.Inject;

@QuarkusTest
@QuarkusTestResource(TidingsInfra.class)
class RoleGuardTest {
    @Inject
    Vertx vertx;

    @Inject
    Pool pool;

    @Inject
    @ConfigProperty(name = "tidings.db.url")
    String url;

    private void startAs(String role, String attributes, String... more) {
        var grants = Stream.concat(Stream.of("grant connect on database tidings_test to "), Stream.of(more))
                .toList();
        Database.update("create role %s login password 'test' %s".formatted(role, attributes));
        for (var grant : grants) {
            Database.update(grant + role);
        }
        var options =
                PgConnectOptions.fromUri("postgresql://" + url).setUser(role).setPassword("test");
        var poolOfRole = Pool.newInstance(PgBuilder.pool()
                .connectingTo(options)
                .using(vertx.getDelegate())
                .build());
        try {
            new RoleGuard(poolOfRole).check(new StartupEvent());
        } finally {
            poolOfRole.closeAndAwait();
            for (var grant : grants) {
                Database.update(grant.replace("grant ", "revoke ").replace(" to ", " from ") + role);
            }
            Database.update("drop role " + role);
        }
    }

    @Test
    void the_services_own_role_may_start() {
        assertThatCode(() -> new RoleGuard(pool).check(new StartupEvent())).doesNotThrowAnyException();
        assertThatCode(() -> startAs("guard_plain", "")).doesNotThrowAnyException();
    }

    @Test
    void a_superuser_may_not() {
        assertThatThrownBy(() -> startAs("guard_super", "superuser")).hasMessageContaining("is superuser");
    }

    @Test
    void one_that_bypasses_row_level_security_may_not() {
        assertThatThrownBy(() -> startAs("guard_bypass", "bypassrls")).hasMessageContaining("BYPASSRLS");
    }

    @Test
    void an_owner_of_tables_or_a_member_of_the_owner_may_not() {
        assertThatThrownBy(() -> startAs("guard_owner", "", "grant tidings_test_owner to "))
                .hasMessageContaining("owns tables");
    }

    @Test
    void one_that_may_truncate_a_table_may_not() {
        assertThatThrownBy(() -> startAs("guard_truncate", "", "grant truncate on notes to "))
                .hasMessageContaining("TRUNCATE");
    }
}
