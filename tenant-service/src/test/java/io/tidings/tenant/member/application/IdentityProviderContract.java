package io.tidings.tenant.member.application;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.runtime.tenancy.TenantId;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.UUID;

/** What an {@link IdentityProvider} does, whoever it is. */
public abstract class IdentityProviderContract {
    protected abstract IdentityProvider identities();

    private String subject(String email) {
        return identities()
                .findOrCreate(new TenantId(UUID.randomUUID()), email)
                .await()
                .atMost(Duration.ofSeconds(20));
    }

    @Test
    void an_address_leads_to_one_person_from_every_tenant_and_in_every_spelling() {
        var first = subject("ana@example.com");
        assertThat(first).isNotBlank();
        assertThat(subject("ana@example.com")).isEqualTo(first);
        assertThat(subject("Ana@Example.com")).isEqualTo(first);
    }

    @Test
    void another_address_is_another_person() {
        assertThat(subject("ana@example.com")).isNotEqualTo(subject("anabel@example.com"));
        assertThat(subject("ana@example.com")).isNotEqualTo(subject("a+na@example.com"));
    }
}
