package io.tidings.gateway.token;

import static org.assertj.core.api.Assertions.assertThat;

import org.jose4j.jwk.OctetKeyPairJsonWebKey;
import org.jose4j.jwk.OkpJwkGenerator;
import org.jose4j.lang.JoseException;
import org.junit.jupiter.api.Test;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;

class KeyRingTest {
    private Instant now = Instant.parse("2026-11-22T10:00:00Z");
    private final SigningKey first = key("first");
    private final SigningKey second = key("second");
    private final KeyRing ring =
            new KeyRing(List.of(first), new SetClock(), Duration.ofSeconds(15), Duration.ofSeconds(70));

    private static SigningKey key(String id) {
        try {
            var pair = OkpJwkGenerator.generateJwk(OctetKeyPairJsonWebKey.SUBTYPE_ED25519);
            pair.setKeyId(id);
            return new SigningKey(id, pair);
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void a_new_key_is_published_at_once_and_signs_later() {
        ring.replace(List.of(second, first));

        assertThat(ring.published()).contains("first", "second");
        now = now.plusSeconds(14);
        assertThat(ring.current()).isEqualTo(first);
        now = now.plusSeconds(1);
        assertThat(ring.current()).isEqualTo(second);
    }

    @Test
    void an_old_key_is_published_until_no_token_of_it_can_be_around() {
        ring.replace(List.of(second));
        now = now.plusSeconds(15);
        ring.current();

        now = now.plusSeconds(69);
        assertThat(ring.published()).contains("first");
        now = now.plusSeconds(2);
        assertThat(ring.published()).contains("second").doesNotContain("first");
    }

    @Test
    void an_old_key_goes_in_time_also_where_nothing_is_signed() {
        ring.replace(List.of(second));
        now = now.plusSeconds(15 + 71);

        assertThat(ring.published()).contains("second").doesNotContain("first");
    }

    @Test
    void the_signing_key_stays_published_while_its_successor_waits_though_the_file_forgot_it() {
        ring.replace(List.of(second));
        now = now.plusSeconds(10);

        assertThat(ring.current()).isEqualTo(first);
        assertThat(ring.published()).contains("first", "second");
    }

    @Test
    void reading_the_same_file_again_does_not_put_the_change_off() {
        ring.replace(List.of(second, first));
        now = now.plusSeconds(10);
        ring.replace(List.of(second, first));
        now = now.plusSeconds(5);

        assertThat(ring.current()).isEqualTo(second);
    }

    @Test
    void a_change_that_is_taken_back_does_not_happen() {
        ring.replace(List.of(second, first));
        ring.replace(List.of(first));
        now = now.plusSeconds(60);

        assertThat(ring.current()).isEqualTo(first);
    }

    @Test
    void no_private_half_is_ever_published() {
        ring.replace(List.of(second, first));

        assertThat(ring.published()).doesNotContain("\"d\"");
    }

    private final class SetClock extends Clock {
        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
