package io.tidings.tenant.key.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;

class NetworksTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.0.0/0",
                "203.0.113.7",
                "203.0.113.0/24",
                "255.255.255.255/32",
                "::/0",
                "::1",
                "2001:db8::/32",
                "2001:db8:1:2:3:4:5:6/128",
                "fe80::1:2"
            })
    void a_block_of_addresses_is_taken(String block) {
        assertThat(new Networks(List.of(block, block)).values()).containsExactly(block);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "localhost",
                "example.com/24",
                "256.0.0.1",
                "01.2.3.4",
                "1.2.3",
                "1.2.3.4/33",
                "1.2.3.4/",
                "1.2.3.4/08",
                "1:2",
                ":::",
                "1::2::3",
                "12345::",
                "1:2:3:4:5:6:7:8:9",
                "1:2:3:4:5:6:7::8",
                "2001:DB8::/32",
                "::/129",
                "::1 ",
                "g::1"
            })
    void anything_else_is_refused(String block) {
        assertThatThrownBy(() -> new Networks(List.of(block))).isInstanceOf(Networks.Malformed.class);
    }
}
