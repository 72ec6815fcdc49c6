package io.tidings.gateway.network;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.List;

class OriginsTest {
    private final Origins origins = new Origins(List.of("10.0.0.0/8", "2001:db8::/32"));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "203.0.113.9 | 203.0.113.9",
                "203.0.113.9, 10.1.1.1 | 203.0.113.9",
                "6.6.6.6, 203.0.113.9, 10.1.1.1, 10.2.2.2 | 203.0.113.9",
                "6.6.6.6, 203.0.113.9 | 203.0.113.9",
                "10.9.9.9 | 10.9.9.9",
                "2001:db9::7, 2001:db8::1 | 2001:db9:0:0:0:0:0:7",
                "unknown | 10.0.0.1",
                "203.0.113.9, unknown, 10.1.1.1 | 10.1.1.1",
                "203.0.113.9:1234 | 10.0.0.1",
                "example.com | 10.0.0.1",
                "'' | 10.0.0.1",
                ",,, | 10.0.0.1",
            })
    void the_first_address_from_the_right_that_is_no_proxy_is_the_clients(String field, String client) {
        assertThat(origins.behindProxy("10.0.0.1", "http", List.of(field), List.of())
                        .address())
                .isEqualTo(client);
    }

    @ParameterizedTest
    @CsvSource({"https, https", "http, http", "HTTPS, http", "ws, http", "'', http"})
    void a_proxy_says_what_the_client_spoke(String field, String proto) {
        assertThat(origins.behindProxy("10.0.0.1", "http", List.of(), List.of(field))
                        .proto())
                .isEqualTo(proto);
    }
}
