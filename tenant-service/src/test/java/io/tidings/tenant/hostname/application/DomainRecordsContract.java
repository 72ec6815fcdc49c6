package io.tidings.tenant.hostname.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidings.runtime.tenancy.TenantId;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.UUID;

/** What {@link DomainRecords} answers, whoever asks the DNS. */
public abstract class DomainRecordsContract {
    protected abstract DomainRecords records();

    /** Lets the DNS have these records. */
    protected abstract void has(String name, String... texts);

    /** Lets the DNS fail for the name. */
    protected abstract void fails(String name);

    private List<String> texts(String name) {
        return records().texts(new TenantId(UUID.randomUUID()), name).await().atMost(Duration.ofSeconds(20));
    }

    @Test
    void all_records_of_a_name_are_answered() {
        has("_tidings-challenge.one.example", "tidings-challenge=00ff");
        has("_tidings-challenge.two.example", "v=spf1 -all", "tidings-challenge=00ff");
        assertThat(texts("_tidings-challenge.one.example")).containsExactly("tidings-challenge=00ff");
        assertThat(texts("_tidings-challenge.two.example"))
                .containsExactlyInAnyOrder("v=spf1 -all", "tidings-challenge=00ff");
    }

    @Test
    void a_name_that_is_not_there_and_one_without_records_have_none() {
        has("_tidings-challenge.empty.example");
        assertThat(texts("_tidings-challenge.empty.example")).isEmpty();
        assertThat(texts("_tidings-challenge.nowhere.example")).isEmpty();
    }

    @Test
    void a_dns_that_cannot_answer_is_a_failure_and_no_answer() {
        fails("_tidings-challenge.broken.example");
        assertThatThrownBy(() -> texts("_tidings-challenge.broken.example")).isInstanceOf(RuntimeException.class);
    }
}
