package io.tidings.gateway.routing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestTargetTest {

    @ParameterizedTest
    @CsvSource({
        "/, /, /",
        "/health, /health, /health",
        "/api/v1/orders, /api/v1/orders, /api/v1/orders",
        "/api/v1/orders/, /api/v1/orders, /api/v1/orders",
        "/api/v1/orders/?a=b, /api/v1/orders, /api/v1/orders?a=b",
        "/api/v1/orders?path=/../x;y, /api/v1/orders, /api/v1/orders?path=/../x;y",
        "/api/v1/orders?, /api/v1/orders, /api/v1/orders?",
        "/webhooks/whatsapp/, /webhooks/whatsapp/, /webhooks/whatsapp/",
        "/api/v1/contacts/%2B34600, /api/v1/contacts/%2B34600, /api/v1/contacts/%2B34600",
        "/api/v1/x/%C3%BC, /api/v1/x/%C3%BC, /api/v1/x/%C3%BC",
        "/api/v1/a.b/..c/d.., /api/v1/a.b/..c/d.., /api/v1/a.b/..c/d..",
    })
    void a_plain_target_keeps_its_meaning(String uri, String path, String onwards) {
        assertThat(RequestTarget.of(uri)).isEqualTo(new RequestTarget(path, onwards));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "*",
                "orders",
                "http://localhost/api/v1/orders",
                "//api/v1/orders",
                "/api//v1/orders",
                "/api/v1/orders//",
                "/api/v1/../v1/orders",
                "/api/v1/orders/..",
                "/api/v1/./orders",
                "/api/v1/orders/.",
                "/api/v1/.../orders",
                "/api/v1/%2e%2e/orders",
                "/api/v1/%2E/orders",
                "/api/v1/orders%2f1",
                "/api/v1/orders%5c1",
                "/api/v1/orders%3Bx=1",
                "/api/v1/orders;x=1",
                "/api/v1/orders%252f",
                "/api/v1/orders%00",
                "/api/v1/orders%0d%0aX:1",
                "/api/v1/orders%7f",
                "/api/v1/%6frders",
                "/api/v1/orders%",
                "/api/v1/orders%2",
                "/api/v1/orders%zz",
                "/api/v1/orders%2?2",
                "/api/v1/orders\\1",
                "/api/v1/orders 1",
                "/api/v1/orders\t",
                "/api/v1/orders#x",
                "/api/v1/orders?a=b#x",
                "/api/v1/orders?a=\u0000",
                "/api/v1/orders?a=ü",
                "/api/v1/ördern",
                "/api/v1/{id}",
            })
    void a_target_that_two_readers_could_take_differently_is_refused(String uri) {
        assertThat(RequestTarget.of(uri)).isNull();
    }

    @Test
    void a_target_ends_at_4096_characters() {
        assertThat(RequestTarget.of("/" + "a".repeat(4095))).isNotNull();
        assertThat(RequestTarget.of("/" + "a".repeat(4096))).isNull();
    }
}
