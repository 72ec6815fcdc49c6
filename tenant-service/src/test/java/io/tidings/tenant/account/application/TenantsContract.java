package io.tidings.tenant.account.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.mutiny.Uni;
import io.tidings.runtime.tenancy.TenantId;
import io.tidings.runtime.tenancy.TenantTx;
import io.tidings.tenant.access.domain.NoSuchTenant;
import io.tidings.tenant.account.domain.Profile;
import io.tidings.tenant.account.domain.Slug;
import io.tidings.tenant.account.domain.Tenant;
import io.tidings.tenant.plan.domain.Plan;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;

/** What {@link Tenants} does, whoever does it. */
public abstract class TenantsContract {
    private final String domain = "d" + UUID.randomUUID() + ".example";

    protected abstract TenantTx tx();

    protected abstract Tenants tenants();

    private <T> T in(TenantId tenant, Supplier<Uni<T>> work) {
        return tx().run(tenant, work).await().atMost(Duration.ofSeconds(20));
    }

    private TenantId added(String slug) {
        var id = new TenantId(UUID.randomUUID());
        var profile = Profile.of("Rosa", "Europe/Madrid", "es", List.of("+34600111222"));
        var now = Instant.parse("2026-11-22T10:00:00Z");
        in(id, () -> tenants().add(id, new Tenant(id, new Slug(slug), Plan.PRO, profile, null, null, "cus_1", now)));
        return id;
    }

    private static String slug() {
        return "t" + UUID.randomUUID().toString().substring(0, 12);
    }

    @Test
    void a_tenant_is_found_as_it_was_added() {
        var slug = slug();
        var id = added(slug);
        for (var found :
                List.of(in(id, () -> tenants().byId(id)), in(id, () -> tenants().locked(id)))) {
            assertThat(found.slug().value()).isEqualTo(slug);
            assertThat(found.plan()).isEqualTo(Plan.PRO);
            assertThat(found.profile().packers()).containsExactly("+34600111222");
            assertThat(found.billingCustomerId()).isEqualTo("cus_1");
            assertThat(found.quietHours()).isNull();
            assertThat(found.brand().color()).isNull();
            assertThat(found.domain()).isEmpty();
        }
    }

    @Test
    void one_that_was_never_added_is_not_there() {
        var id = new TenantId(UUID.randomUUID());
        assertThatThrownBy(() -> in(id, () -> tenants().byId(id))).isInstanceOf(NoSuchTenant.class);
        assertThatThrownBy(() -> in(id, () -> tenants().locked(id))).isInstanceOf(NoSuchTenant.class);
    }

    @Test
    void a_slug_is_one_tenants() {
        var slug = slug();
        added(slug);
        assertThatThrownBy(() -> added(slug)).isInstanceOf(Slug.Taken.class);
    }

    @Test
    void a_domain_is_one_tenants_until_it_is_released() {
        var one = added(slug());
        var other = added(slug());
        assertThat(in(one, () -> tenants().isDomainTaken(one, domain))).isFalse();
        assertThat(in(one, () -> tenants().holdDomain(one, domain))).isTrue();
        assertThat(in(one, () -> tenants().holdDomain(one, domain))).isTrue();
        assertThat(in(one, () -> tenants().isDomainTaken(one, domain))).isFalse();
        assertThat(in(other, () -> tenants().isDomainTaken(other, domain))).isTrue();
        assertThat(in(other, () -> tenants().holdDomain(other, domain))).isFalse();
        in(one, () -> tenants().releaseDomain(one));
        assertThat(in(other, () -> tenants().holdDomain(other, domain))).isTrue();
    }
}
