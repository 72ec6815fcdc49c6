package io.tidings.gateway.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;

class NetworksTest {
    @ParameterizedTest
    @CsvSource({
        "192.0.2.0/24, 192.0.2.255, true",
        "192.0.2.0/24, 192.0.3.0, false",
        "192.0.2.77/24, 192.0.2.1, true",
        "192.0.2.128/25, 192.0.2.127, false",
        "192.0.2.128/25, 192.0.2.128, true",
        "10.0.0.0/9, 10.127.1.1, true",
        "10.0.0.0/9, 10.128.1.1, false",
        "0.0.0.0/0, 203.0.113.9, true",
        "192.0.2.7, 192.0.2.7, true",
        "192.0.2.7/32, 192.0.2.8, false",
        "2001:db8::/32, 2001:db8:1::1, true",
        "2001:db8::/32, 2001:db9::1, false",
        "2001:db8::/33, 2001:db8:8000::, false",
        "::/0, 192.0.2.1, false",
        "192.0.2.0/24, ::ffff:192.0.2.1, true",
        "192.0.2.0/24, localhost, false",
        "192.0.2.0/24, '', false",
        "0.0.0.0/0, 1.2.3.4.5, false",
    })
    void a_block_has_the_addresses_that_share_its_prefix(String block, String address, boolean inside) {
        assertThat(Networks.of(List.of(block)).contains(address)).isEqualTo(inside);
    }

    @Test
    void one_of_several_blocks_is_enough() {
        Networks networks = Networks.of(List.of("192.0.2.0/24", "198.51.100.0/24"));

        assertThat(networks.contains("198.51.100.9")).isTrue();
        assertThat(networks.contains("203.0.113.9")).isFalse();
        assertThat(networks).isEqualTo(Networks.of(List.of("192.0.2.1/24", "198.51.100.0/24")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "/24", "192.0.2.0/33", "192.0.2.0/-1", "192.0.2.0/x", "example.com/24", "2001:db8::/129"})
    void what_is_no_block_is_refused_without_asking_a_name_server(String text) {
        assertThatThrownBy(() -> Networks.of(List.of(text))).isInstanceOf(IllegalArgumentException.class);
    }
}
