package io.tidings.messaging.otp;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.tidings.messaging.ScriptedSender;
import io.tidings.messaging.Shop;
import io.tidings.messaging.otp.application.VerifyCode;
import io.tidings.messaging.otp.domain.Destination;
import io.tidings.messaging.otp.domain.OtpPurpose;
import io.tidings.runtime.tenancy.TenantId;
import io.tidings.testkit.infra.TidingsInfra;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import jakarta.inject.Inject;

/** What an attacker gets: five guesses, and nothing from the table. */
@QuarkusTest
@QuarkusTestResource(TidingsInfra.class)
class GuessingTest {
    private static final int AT_ONCE = 40;
    private static final String KEY = "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDI="; // version 2 of the tests

    @Inject
    ScriptedSender sender;

    @Inject
    VerifyCode verifyCode;

    private Codes person;
    private String code;

    @BeforeEach
    void a_code_has_arrived() {
        person = Codes.of(Shop.open());
        code = person.arrived(sender);
    }

    @Test
    void forty_wrong_guesses_at_once_count_exactly_five() {
        assertThat(atOnce(Codes.otherThan(code))).doesNotContain(true);
        assertThat(person.column("attempts")).isEqualTo("5");
        assertThat(person.column("consumed_at")).isNull();
    }

    @Test
    void forty_right_codes_at_once_verify_once() {
        assertThat(atOnce(code)).containsOnlyOnce(true);
    }

    /** Tries all codes against the row in every way that needs no key, then with the key, to see that the search works. */
    @Test
    void the_table_without_the_key_gives_no_code_back() throws Exception {
        var hash = HexFormat.of().parseHex(person.column("encode(code_hash, 'hex')"));
        var subject = person.tenant() + "|login|+" + person.digits() + "|live|";
        var sha = MessageDigest.getInstance("SHA-256");
        var emptyKey = mac(new byte[1]);
        var realKey = mac(Base64.getDecoder().decode(KEY));
        var unkeyed = new ArrayList<String>();
        var keyed = new ArrayList<String>();
        for (var i = 0; i < 1_000_000; i++) {
            var guess = "%06d".formatted(i);
            var bare = guess.getBytes(UTF_8);
            var bound = (subject + guess).getBytes(UTF_8);
            if (MessageDigest.isEqual(hash, sha.digest(bare))
                    || MessageDigest.isEqual(hash, sha.digest(bound))
                    || MessageDigest.isEqual(hash, emptyKey.doFinal(bare))
                    || MessageDigest.isEqual(hash, emptyKey.doFinal(bound))) {
                unkeyed.add(guess);
            }
            if (MessageDigest.isEqual(hash, realKey.doFinal(bound))) {
                keyed.add(guess);
            }
        }
        assertThat(unkeyed).isEmpty();
        assertThat(keyed).containsExactly(code);
    }

    private static Mac mac(byte[] key) throws Exception {
        var mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        return mac;
    }

    /** Locked out counts as a no. */
    private List<Boolean> atOnce(String guess) {
        var command = new VerifyCode.Command(
                new TenantId(person.tenant()),
                OtpPurpose.LOGIN,
                Destination.parse("+" + person.digits(), false),
                guess);
        return IntStream.range(0, AT_ONCE)
                .mapToObj(i -> verifyCode
                        .handle(command)
                        .onFailure(io.tidings.messaging.otp.domain.NotNow.class)
                        .recoverWithItem(false)
                        .subscribeAsCompletionStage())
                .toList()
                .stream()
                .map(CompletableFuture::join)
                .toList();
    }
}
