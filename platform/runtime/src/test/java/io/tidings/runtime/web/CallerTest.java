package io.tidings.runtime.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidings.runtime.tenancy.TenantId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.security.Principal;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import jakarta.ws.rs.core.SecurityContext;

class CallerTest {
    private final TenantId tenant = new TenantId(UUID.randomUUID());

    private record Known(Principal principal) implements SecurityContext {
        @Override
        public Principal getUserPrincipal() {
            return principal;
        }

        @Override
        public boolean isUserInRole(String role) {
            return false;
        }

        @Override
        public boolean isSecure() {
            return false;
        }

        @Override
        public String getAuthenticationScheme() {
            return "Bearer";
        }
    }

    private static Caller caller(String name, String kind, Optional<TenantId> tenant) {
        var caller = new Caller();
        caller.security = new Known(new TokenPrincipal(name, kind, tenant, "pro", "live", List.of("orders:*")));
        return caller;
    }

    @Test
    void the_token_alone_says_which_tenant() {
        assertThat(caller("key:1", "key", Optional.of(tenant)).tenant()).isEqualTo(tenant);
    }

    @Test
    void who_has_no_tenant_is_refused_where_one_is_needed() {
        var operator = caller("operator", "operator", Optional.empty());
        assertThat(operator.isOperator()).isTrue();
        assertThatThrownBy(operator::tenant).isInstanceOf(Caller.NoTenant.class);
        assertThatThrownBy(caller("webhook", "webhook", Optional.empty())::tenant)
                .isInstanceOf(Caller.NoTenant.class);
        assertThatThrownBy(new Caller()::tenant).isInstanceOf(Caller.NoTenant.class);
    }

    @Test
    void a_person_is_named_as_the_identity_provider_does_and_nobody_else_is_a_person() {
        assertThat(caller("user:f3a1", "user", Optional.empty()).personIfAny()).contains("f3a1");
        assertThat(caller("user:f3a1", "key", Optional.empty()).personIfAny()).isEmpty();
        assertThat(caller("operator", "operator", Optional.empty()).personIfAny())
                .isEmpty();
        assertThat(caller("key:1", "key", Optional.of(tenant)).permissions()).containsExactly("orders:*");
    }

    @Test
    void another_mechanisms_principal_is_nobody() {
        var caller = new Caller();
        caller.security = new Known(() -> "key:1");
        assertThatThrownBy(caller::principal).isInstanceOf(Caller.NoTenant.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"7\"", "*"})
    void the_version_that_was_read_may_be_changed(String ifMatch) {
        var caller = new Caller();
        caller.ifMatch = ifMatch;
        assertThatCode(() -> caller.expectVersion(7)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"6\"", "7", "W/\"7\"", "", "\"\"", "\"07\""})
    void another_version_may_not(String ifMatch) {
        var caller = new Caller();
        caller.ifMatch = ifMatch;
        assertThatThrownBy(() -> caller.expectVersion(7)).isInstanceOf(Etag.Stale.class);
    }

    @Test
    void without_a_version_the_last_write_wins() {
        assertThatCode(() -> new Caller().expectVersion(7)).doesNotThrowAnyException();
    }
}
