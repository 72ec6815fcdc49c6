package io.tidings.messaging.intake.adapter.whatsapp;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.HexFormat;
import java.util.List;

class HubSignatureTest {
    private static final byte[] BODY = "{\"object\":\"whatsapp_business_account\"}".getBytes(UTF_8);

    @Test
    void any_of_the_current_secrets_is_good() {
        assertThat(HubSignature.isValid(signed("old"), BODY, List.of("new", "old")))
                .isTrue();
        assertThat(HubSignature.isValid(signed("new"), BODY, List.of("new", "old")))
                .isTrue();
        assertThat(HubSignature.isValid(signed("third"), BODY, List.of("new", "old")))
                .isFalse();
    }

    @Test
    void without_secrets_nothing_is_good() {
        assertThat(HubSignature.isValid(signed("x"), BODY, List.of())).isFalse();
    }

    @Test
    void one_changed_byte_is_noticed() {
        assertThat(HubSignature.isValid(signed("new"), "{}".getBytes(UTF_8), List.of("new")))
                .isFalse();
    }

    @Test
    void malformed_headers_are_refused() {
        for (var header : new String[] {null, "", "sha256=", "sha256=zz", "sha1=abc", "sha256=" + "g".repeat(64)}) {
            assertThat(HubSignature.isValid(header, BODY, List.of("new")))
                    .as("%s", header)
                    .isFalse();
        }
    }

    private static String signed(String secret) {
        return "sha256=" + HexFormat.of().formatHex(HubSignature.hmac(secret, BODY));
    }
}
