package io.tidings.messaging.intake.adapter.twilio;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.Map;
import java.util.TreeMap;

class TwilioSignatureTest {
    private static final String URL = "https://mycompany.com/myapp.php?foo=1&bar=2";
    private static final String TOKEN = "12345";

    /** The example of Twilio's documentation and libraries. */
    private static final String PUBLISHED = "RSOYDt4T1cUTdK1PDd93/VVr8B8=";

    private final TreeMap<String, String> form = new TreeMap<>(Map.of(
            "CallSid", "CA1234567890ABCDE",
            "Caller", "+14158675309",
            "Digits", "1234",
            "From", "+14158675309",
            "To", "+18005551212"));

    @Test
    void the_published_example_is_signed_as_published() {
        assertThat(TwilioSignature.of(URL, form, TOKEN)).isEqualTo(PUBLISHED);
        assertThat(TwilioSignature.isValid(PUBLISHED, URL, form, TOKEN)).isTrue();
    }

    @Test
    void the_address_may_be_signed_with_or_without_its_port() {
        var withPort = URL.replace(".com", ".com:8443");
        assertThat(TwilioSignature.isValid(PUBLISHED, withPort, form, TOKEN)).isTrue();
        assertThat(TwilioSignature.isValid(TwilioSignature.of(withPort, form, TOKEN), withPort, form, TOKEN))
                .isTrue();
    }

    @Test
    void any_other_address_field_or_token_is_not_valid() {
        assertThat(TwilioSignature.isValid(PUBLISHED, URL + "3", form, TOKEN)).isFalse();
        assertThat(TwilioSignature.isValid(PUBLISHED, URL, form, "12346")).isFalse();
        form.put("Digits", "1235");
        assertThat(TwilioSignature.isValid(PUBLISHED, URL, form, TOKEN)).isFalse();
        assertThat(TwilioSignature.isValid(null, URL, form, TOKEN)).isFalse();
        assertThat(TwilioSignature.isValid("ü", URL, form, TOKEN)).isFalse();
    }
}
