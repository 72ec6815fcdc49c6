package io.tidings.messaging.otp.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidings.messaging.otp.domain.Destination;
import io.tidings.messaging.otp.domain.NotNow;
import io.tidings.messaging.otp.domain.OtpPurpose;
import io.tidings.messaging.otp.domain.OtpSettings;
import io.tidings.runtime.tenancy.TenantId;
import io.tidings.runtime.value.Ids;
import io.tidings.testkit.fake.ImmediateTx;
import io.tidings.testkit.fake.MovableClock;
import org.junit.jupiter.api.Test;

import java.util.UUID;

class VerifyCodeTest {
    private static final String CODE = "123456";
    private static final String WRONG = "654321";

    private final TenantId tenant = new TenantId(UUID.randomUUID());
    private final MovableClock clock = MovableClock.at("2026-11-29T10:00:00Z");
    private final InMemoryOtpCodes codes = new InMemoryOtpCodes(clock);
    private final PlainHashes hashes = new PlainHashes();
    private final OtpLimitSettings limits = new SmallLimits();
    private final VerifyCode verifyCode = new VerifyCode(new ImmediateTx(), codes, hashes, limits);
    private final Destination phone = Destination.parse("+34612345678", false);

    private void sent(Destination to) {
        var settings = OtpSettings.usual(OtpPurpose.LOGIN);
        var hash = hashes.of(tenant, OtpPurpose.LOGIN, to, CODE);
        codes.voidLive(tenant, OtpPurpose.LOGIN, to)
                .chain(() -> codes.add(tenant, Ids.next(), settings, to, hash, null, null))
                .await()
                .indefinitely();
    }

    private boolean verified(OtpPurpose purpose, Destination to, String code) {
        return verifyCode
                .handle(new VerifyCode.Command(tenant, purpose, to, code))
                .await()
                .indefinitely();
    }

    private boolean verified(String code) {
        return verified(OtpPurpose.LOGIN, phone, code);
    }

    @Test
    void a_right_code_verifies_once_and_is_counted_as_used() {
        sent(phone);
        assertThat(verified(CODE)).isTrue();
        assertThat(verified(CODE)).isFalse();
        assertThat(codes.tallies()).containsExactly("login ES 0/1");
    }

    @Test
    void what_was_never_sent_and_what_is_wrong_or_for_another_purpose_are_the_same_no() {
        assertThat(verified(CODE)).isFalse();
        sent(phone);
        assertThat(verified(WRONG)).isFalse();
        assertThat(verified(OtpPurpose.SIGNUP, phone, CODE)).isFalse();
        assertThat(codes.tallies()).isEmpty();
    }

    @Test
    void a_code_of_a_test_key_is_in_no_statistics() {
        var inTests = Destination.parse("+34612345678", true);
        sent(inTests);
        assertThat(verified(OtpPurpose.LOGIN, inTests, CODE)).isTrue();
        assertThat(codes.tallies()).isEmpty();
    }

    @Test
    void too_many_wrong_codes_lock_the_phone_for_right_ones_too_and_tell_for_how_long() {
        for (var i = 0; i < limits.mostFailures(); i++) {
            sent(phone);
            assertThat(verified(WRONG)).isFalse();
        }
        for (var code : new String[] {WRONG, CODE}) {
            assertThatThrownBy(() -> verified(code))
                    .isInstanceOfSatisfying(
                            NotNow.Locked.class,
                            locked -> assertThat(locked.facts())
                                    .containsEntry("retry_after", limits.lock().toSeconds()));
        }
        clock.plus(limits.lock());
        sent(phone);
        assertThat(verified(CODE)).isTrue();
    }

    @Test
    void a_right_code_forgives_the_wrong_ones_before() {
        for (var i = 0; i < 3; i++) {
            sent(phone);
            for (var wrong = 1; wrong < limits.mostFailures(); wrong++) {
                assertThat(verified(WRONG)).isFalse();
            }
            assertThat(verified(CODE)).isTrue();
        }
    }
}
