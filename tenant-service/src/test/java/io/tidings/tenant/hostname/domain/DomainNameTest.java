package io.tidings.tenant.hostname.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;

class DomainNameTest {
    private static final List<String> OWN = List.of("localhost", "127.0.0.1", " Tidings.dev ", "");

    @ParameterizedTest
    @CsvSource({
        "shop.example.com, shop.example.com",
        "Example.COM, example.com",
        "example.com., example.com",
        "' example.com ', example.com",
        "münchen.de, xn--mnchen-3ya.de",
        "MÜNCHEN.DE, xn--mnchen-3ya.de",
        "xn--mnchen-3ya.de, xn--mnchen-3ya.de",
        "日本語.jp, xn--wgv71a119e.jp",
        "a.b.co.uk, a.b.co.uk",
        "nottidings.dev, nottidings.dev"
    })
    void a_domain_is_read_as_dns_writes_it(String text, String name) {
        assertThat(DomainName.of(text, OWN).value()).isEqualTo(name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                ".",
                "..",
                "com",
                "co.uk",
                "github.io",
                "localhost",
                "shop.localhost",
                "127.0.0.1",
                "192.168.1.1",
                "1.2.3.4.",
                "[::1]",
                "tidings.dev",
                "shop.TIDINGS.dev",
                "a..example.com",
                "-a.example.com",
                "a_b.example.com",
                "exa mple.com",
                "user@example.com",
                "example.com:80",
                "example.com/path",
                "https://example.com",
                "*.example.com",
                "exam\u0000ple.com"
            })
    void what_is_nobodys_domain_is_refused(String text) {
        assertThatThrownBy(() -> DomainName.of(text, OWN)).isInstanceOf(DomainName.NotUsable.class);
    }

    @Test
    void labels_end_at_63_characters_and_names_at_253() {
        assertThat(DomainName.of("a".repeat(63) + ".com", OWN).value()).hasSize(67);
        assertThatThrownBy(() -> DomainName.of("a".repeat(64) + ".com", OWN)).isInstanceOf(DomainName.NotUsable.class);
        assertThatThrownBy(() -> DomainName.of("a.".repeat(126) + "com", OWN)).isInstanceOf(DomainName.NotUsable.class);
    }

    @Test
    void the_record_stands_below_it() {
        assertThat(new DomainName("shop.example.com").challengeName()).isEqualTo("_tidings-challenge.shop.example.com");
    }
}
