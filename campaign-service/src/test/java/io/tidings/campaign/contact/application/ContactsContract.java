package io.tidings.campaign.contact.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.mutiny.Uni;
import io.tidings.campaign.contact.domain.KnownContact;
import io.tidings.runtime.tenancy.TenantId;
import io.tidings.runtime.tenancy.TenantTx;
import io.tidings.testkit.infra.Patience;
import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.UUID;
import java.util.function.Supplier;

/** What every {@link Contacts} does. */
public abstract class ContactsContract {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    private final TenantId tenant = new TenantId(UUID.randomUUID());
    private final UUID id = UUID.randomUUID();

    protected abstract TenantTx tx();

    protected abstract Contacts contacts();

    private <T> T run(TenantId whose, Supplier<Uni<T>> work) {
        return tx().run(whose, work).await().atMost(Patience.LIMIT);
    }

    private void keep(String name, Instant asOf) {
        run(tenant, () -> contacts().keep(tenant, new KnownContact(id, name), asOf));
    }

    @Test
    void a_contact_is_known_once_it_was_told_of_with_or_without_a_name() {
        keep("Lucía", NOON);
        assertThat(run(tenant, () -> contacts().byId(tenant, id))).isEqualTo(new KnownContact(id, "Lucía"));

        keep(null, NOON.plusSeconds(1));
        assertThat(run(tenant, () -> contacts().locked(tenant, id))).isEqualTo(new KnownContact(id, null));
    }

    @Test
    void news_that_arrive_late_change_nothing() {
        keep("New", NOON.plusSeconds(1));
        keep("Old", NOON);

        assertThat(run(tenant, () -> contacts().byId(tenant, id)).name()).isEqualTo("New");
    }

    @Test
    void an_unknown_contact_and_one_of_another_tenant_are_not_found() {
        keep("Lucía", NOON);
        var other = new TenantId(UUID.randomUUID());

        assertThatThrownBy(() -> run(tenant, () -> contacts().byId(tenant, UUID.randomUUID())))
                .isInstanceOf(KnownContact.NotFound.class);
        assertThatThrownBy(() -> run(other, () -> contacts().byId(other, id)))
                .isInstanceOf(KnownContact.NotFound.class);
        assertThatThrownBy(() -> run(other, () -> contacts().locked(other, id)))
                .isInstanceOf(KnownContact.NotFound.class);
    }
}
