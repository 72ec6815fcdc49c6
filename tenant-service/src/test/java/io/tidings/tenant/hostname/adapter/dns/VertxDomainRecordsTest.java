package io.tidings.tenant.hostname.adapter.dns;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidings.runtime.tenancy.TenantId;
import io.tidings.tenant.hostname.application.DomainRecords;
import io.tidings.tenant.hostname.application.DomainRecordsContract;
import io.tidings.tenant.hostname.application.DomainSettings;
import io.vertx.core.Vertx;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

class VertxDomainRecordsTest extends DomainRecordsContract {
    private static Vertx vertx;
    private static NameServer dns;

    private record Settings(Optional<String> resolver, Duration timeout) implements DomainSettings {
        @Override
        public List<String> own() {
            return List.of();
        }
    }

    @BeforeAll
    static void start() throws Exception {
        vertx = Vertx.vertx();
        dns = new NameServer();
    }

    @AfterAll
    static void stop() throws Exception {
        vertx.close().toCompletionStage().toCompletableFuture().join();
        dns.close();
    }

    @Override
    protected DomainRecords records() {
        return new VertxDomainRecords(vertx, new Settings(Optional.of(dns.address()), Duration.ofSeconds(5)));
    }

    @Override
    protected void has(String name, String... texts) {
        dns.has(name, texts);
    }

    @Override
    protected void fails(String name) {
        dns.fails(name);
    }

    @Test
    void silence_is_no_answer() {
        dns.ignores("_tidings-challenge.silent.example");
        var records = new VertxDomainRecords(vertx, new Settings(Optional.of(dns.address()), Duration.ofMillis(200)));
        assertThatThrownBy(() -> records.texts(new TenantId(UUID.randomUUID()), "_tidings-challenge.silent.example")
                        .await()
                        .atMost(Duration.ofSeconds(20)))
                .isInstanceOf(RuntimeException.class);
    }
}
