package io.tidings.gateway.directory;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.util.UUID;

class DirectoryRecordsTest {
    private static final String HASH = "ab".repeat(32);

    private final Directory directory = new Directory();
    private final DirectoryRecords records = new DirectoryRecords(directory);
    private final UUID tenant = UUID.randomUUID();
    private final UUID key = UUID.randomUUID();

    private void apply(String name, @Nullable String value) {
        records.apply(0, name.getBytes(UTF_8), value == null ? null : value.getBytes(UTF_8));
    }

    private void key(String more) {
        apply("key:" + key, """
                {"id":"%s","tenant_id":"%s","sha256":"%s","mode":"test","permissions":["*"]%s}
                """.formatted(key, tenant, HASH, more));
    }

    private void tenant(String more) {
        apply("tenant:" + tenant, """
                {"id":"%s","slug":"Bakery","plan":"PRO","active":true,"domains":["Bäckerei.example"]%s}
                """.formatted(tenant, more));
    }

    @Test
    void a_tenant_has_the_rate_of_its_plan_or_none_is_known() {
        tenant(",\"api_rate\":3000");
        assertThat(directory.tenant(tenant).apiRate()).isEqualTo(3000);
        assertThat(directory.tenantBySlug("bakery")).isNotNull();
        assertThat(directory.tenantByDomain("xn--bckerei-5wa.example")).isNotNull();

        tenant(",\"api_rate\":null");
        assertThat(directory.tenant(tenant).apiRate()).isZero();
        tenant("");
        assertThat(directory.tenant(tenant).apiRate()).isZero();
        tenant(",\"something_of_a_later_release\":{\"x\":1}");
        assertThat(directory.tenant(tenant)).isNotNull();
    }

    @Test
    void a_key_has_its_networks_or_may_be_used_from_anywhere() {
        key(",\"allowed_networks\":[\"192.0.2.0/24\"]");
        KeyEntry entry = directory.key(KeyHash.ofHex(HASH));
        assertThat(entry.networks().contains("192.0.2.9")).isTrue();
        assertThat(entry.networks().contains("198.51.100.9")).isFalse();
        assertThat(entry.mode()).isEqualTo("test");

        key(",\"allowed_networks\":[]");
        assertThat(directory.key(KeyHash.ofHex(HASH)).networks().isEmpty()).isTrue();
        key("");
        assertThat(directory.key(KeyHash.ofHex(HASH)).networks().isEmpty()).isTrue();
    }

    @Test
    void a_record_that_cannot_be_used_leaves_what_is_known() {
        key(",\"allowed_networks\":[\"192.0.2.0/24\"]");

        key(",\"allowed_networks\":[\"everywhere\"]");

        assertThat(directory.key(KeyHash.ofHex(HASH)).networks().contains("198.51.100.9"))
                .isFalse();
    }

    @Test
    void a_tombstone_or_a_revocation_takes_the_key_away() {
        key("");
        apply("key:" + key, null);
        assertThat(directory.key(KeyHash.ofHex(HASH))).isNull();

        key("");
        key(",\"revoked\":true");
        assertThat(directory.key(KeyHash.ofHex(HASH))).isNull();
    }
}
