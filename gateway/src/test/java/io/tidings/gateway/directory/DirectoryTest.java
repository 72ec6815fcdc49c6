package io.tidings.gateway.directory;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.UUID;

class DirectoryTest {
    private static final KeyHash FIRST = KeyHash.ofCredential("first");
    private static final KeyHash SECOND = KeyHash.ofCredential("second");

    private final Directory directory = new Directory();
    private final UUID tenant = UUID.randomUUID();

    private TenantEntry entry(String slug, String... domains) {
        return new TenantEntry(tenant, slug, "free", true, List.of(domains));
    }

    private KeyEntry key(UUID id) {
        return new KeyEntry(id, tenant, "live", List.of("*"), 0, Long.MAX_VALUE);
    }

    @Test
    void a_renamed_tenant_answers_to_its_new_names_only() {
        directory.put(entry("old", "old.example", "both.example"));
        directory.put(entry("new", "both.example"));

        assertThat(directory.tenantBySlug("old")).isNull();
        assertThat(directory.tenantByDomain("old.example")).isNull();
        assertThat(directory.tenantByDomain("both.example")).isEqualTo(directory.tenantBySlug("new"));
    }

    @Test
    void a_name_that_went_to_another_tenant_stays_there() {
        directory.put(entry("shared"));
        TenantEntry other = new TenantEntry(UUID.randomUUID(), "shared", "pro", true, List.of());
        directory.put(other);

        directory.removeTenant(tenant);

        assertThat(directory.tenantBySlug("shared")).isSameAs(other);
    }

    @Test
    void a_key_with_a_new_secret_loses_its_old_one() {
        UUID id = UUID.randomUUID();
        directory.put(FIRST, key(id));
        directory.put(SECOND, key(id));

        assertThat(directory.key(FIRST)).isNull();
        assertThat(directory.key(SECOND)).isNotNull();
        assertThat(directory.keyCount()).isOne();
    }

    @Test
    void keys_with_equal_permissions_share_the_list() {
        directory.put(FIRST, key(UUID.randomUUID()));
        directory.put(SECOND, new KeyEntry(UUID.randomUUID(), tenant, "live", List.of("*"), 0, Long.MAX_VALUE));

        assertThat(directory.key(FIRST)).isNotNull();
        assertThat(directory.key(FIRST).permissions())
                .isSameAs(directory.key(SECOND).permissions());
    }

    @Test
    void a_person_has_a_membership_in_each_tenant_and_loses_them_one_by_one() {
        UUID other = UUID.randomUUID();
        directory.putMember(tenant, "ana", "member", List.of("orders:*"));
        directory.putMember(other, "ana", "owner", List.of("*"));
        directory.putMember(tenant, "ana", "admin", List.of("*"));

        assertThat(directory.memberships("ana")).hasSize(2);
        assertThat(directory.memberships("ana").get(tenant).role()).isEqualTo("admin");
        assertThat(directory.memberships("ben")).isEmpty();

        directory.removeMember(tenant, "ana");
        assertThat(directory.memberships("ana")).containsOnlyKeys(other);
        directory.removeMember(other, "ana");
        directory.removeMember(other, "nobody");
        assertThat(directory.memberships("ana")).isEmpty();
    }

    @Test
    void a_hash_is_the_same_from_the_secret_and_from_its_hex() {
        String hex = "a7937b64b8caa58f03721bb6bacf5c78cb235febe0e70b1b84cd99541461a08e";

        assertThat(KeyHash.ofHex(hex)).isEqualTo(FIRST).matches(FIRST::isSame);
        assertThat(FIRST.isSame(SECOND)).isFalse();
    }
}
