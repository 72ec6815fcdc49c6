package io.tidings.gateway.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.MultiMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HeaderHygieneTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "X-Tenant-Id",
                "x-tenant",
                "X-TENANT-SLUG",
                "X-Tidings-Kind",
                "X-Forwarded-For",
                "x-forwarded-prefix",
                "Forwarded",
                "Via",
                "X-Real-IP",
                "x-api-key",
                "authorization",
                "Cookie",
                "Host",
                "Keep-Alive",
                "Proxy-Authorization",
                "TE",
                "Upgrade",
                "HTTP2-Settings",
                "Transfer-Encoding",
                "Expect",
                "X-HTTP-Method-Override",
                "X-Original-URL",
                "X_Tenant_Id",
                "Content_Length"
            })
    void what_claims_or_hops_does_not_go_in(String name) {
        assertThat(inwards(MultiMap.caseInsensitiveMultiMap().add(name, "x")).isEmpty())
                .isTrue();
    }

    @Test
    void what_a_connection_field_names_does_not_go_in_but_the_message_keeps_its_meaning() {
        MultiMap sent = MultiMap.caseInsensitiveMultiMap()
                .add("Connection", "close, X-One , ,content-type,Idempotency-Key")
                .add("X-One", "1")
                .add("X-Two", "2")
                .add("Content-Type", "application/json")
                .add("Idempotency-Key", "k");

        MultiMap passed = inwards(sent);

        assertThat(passed.names()).containsExactlyInAnyOrder("X-Two", "Content-Type", "Idempotency-Key");
    }

    @Test
    void every_line_of_a_connection_field_counts() {
        MultiMap sent = MultiMap.caseInsensitiveMultiMap()
                .add("Connection", "keep-alive")
                .add("Connection", "X-One")
                .add("X-One", "1")
                .add("X-Two", "2");

        assertThat(inwards(sent).names()).containsExactly("X-Two");
    }

    @Test
    void repeated_fields_stay_repeated() {
        MultiMap sent = MultiMap.caseInsensitiveMultiMap().add("Accept", "a").add("Accept", "b");

        assertThat(inwards(sent).getAll("accept")).containsExactly("a", "b");
    }

    @Test
    void what_tells_about_the_inside_does_not_go_out() {
        MultiMap answered = MultiMap.caseInsensitiveMultiMap()
                .add("Server", "x")
                .add("X-Powered-By", "x")
                .add("x-tenant-id", "x")
                .add("RateLimit", "x")
                .add("Keep-Alive", "x")
                .add("ETag", "\"1\"")
                .add("Set-Cookie", "a=1")
                .add("Set-Cookie", "b=1");
        MultiMap passed = MultiMap.caseInsensitiveMultiMap();

        HeaderHygiene.outwards(answered, passed);

        assertThat(passed.names()).containsExactlyInAnyOrder("ETag", "Set-Cookie");
        assertThat(passed.getAll("Set-Cookie")).hasSize(2);
    }

    private static MultiMap inwards(MultiMap sent) {
        MultiMap passed = MultiMap.caseInsensitiveMultiMap();
        HeaderHygiene.inwards(sent, passed);
        return passed;
    }
}
