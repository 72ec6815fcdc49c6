package io.tidings.messaging.otp.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.mutiny.Uni;
import io.tidings.messaging.otp.domain.Destination;
import io.tidings.messaging.otp.domain.NotNow;
import io.tidings.messaging.otp.domain.OtpPurpose;
import io.tidings.messaging.otp.domain.OtpSettings;
import io.tidings.messaging.otp.domain.PhonePast;
import io.tidings.runtime.tenancy.TenantId;
import io.tidings.runtime.value.Ids;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** What every {@link OtpCodes} does. */
public abstract class OtpCodesContract {
    private static final OtpSettings LOGIN = OtpSettings.usual(OtpPurpose.LOGIN);
    private static final Destination PHONE = Destination.parse("+34612345678", false);
    private static final Destination SAME_PHONE_IN_TESTS = Destination.parse("+34612345678", true);
    private static final Destination NEIGHBOUR = Destination.parse("+34612345679", false);
    private static final String CODE = "123456";
    private static final String WRONG = "654321";

    protected final TenantId tenant = new TenantId(UUID.randomUUID());
    private final OtpLimitSettings limits = new SmallLimits();

    protected abstract OtpCodes codes();

    /** Runs the work as one transaction of {@link #tenant}. */
    protected abstract <T> T run(Supplier<Uni<T>> work);

    /** As if this much time had passed. */
    protected abstract void later(Duration time);

    private UUID sent(Destination to) {
        return sent(LOGIN, to, 2);
    }

    private UUID sent(OtpSettings settings, Destination to, int key) {
        var id = Ids.next();
        var hash = PlainHashes.under(key, tenant, settings.purpose(), to, CODE);
        run(() -> codes().voidLive(tenant, settings.purpose(), to)
                .chain(() -> codes().add(tenant, id, settings, to, hash, null, null)));
        return id;
    }

    private boolean attempt(Destination to, String code) {
        var candidates = new PlainHashes().candidates(tenant, OtpPurpose.LOGIN, to, code);
        return run(() -> codes().attempt(tenant, OtpPurpose.LOGIN, to, candidates));
    }

    private PhonePast past(Destination of) {
        return run(() -> codes().lock(tenant, of));
    }

    private Duration failed() {
        return run(() -> codes().countFailure(tenant, PHONE, limits));
    }

    private void count(Destination to, @Nullable String address) {
        run(() -> codes().count(tenant, to, address, limits));
    }

    @Test
    void a_phone_nobody_wrote_to_has_no_past() {
        assertThat(past(PHONE)).isEqualTo(new PhonePast(Duration.ZERO, 0, null, 0));
    }

    @Test
    void codes_count_for_an_hour_on_the_ladder_and_for_a_day_in_all() {
        sent(PHONE);
        later(Duration.ofMinutes(1));
        sent(PHONE);
        sent(SAME_PHONE_IN_TESTS);
        sent(NEIGHBOUR);
        later(Duration.ofSeconds(30));

        assertThat(past(PHONE)).satisfies(past -> {
            assertThat(past.climbed()).isEqualTo(2);
            assertThat(past.today()).isEqualTo(2);
            assertThat(past.sinceLast()).isBetween(Duration.ofSeconds(30), Duration.ofSeconds(60));
        });
        later(Duration.ofHours(1));
        assertThat(past(PHONE)).isEqualTo(new PhonePast(Duration.ZERO, 0, null, 2));
        later(Duration.ofHours(23));
        assertThat(past(PHONE).today()).isZero();
    }

    @Test
    void a_right_code_lets_the_phone_begin_the_ladder_again_but_counts_for_the_day() {
        sent(PHONE);
        later(Duration.ofSeconds(1));
        assertThat(attempt(PHONE, CODE)).isTrue();
        later(Duration.ofSeconds(1));
        assertThat(past(PHONE)).isEqualTo(new PhonePast(Duration.ZERO, 0, null, 1));
    }

    @Test
    void a_code_is_voided_once_and_is_good_for_nothing_then() {
        var id = sent(PHONE);
        assertThat(run(() -> codes().voidLive(tenant, OtpPurpose.SIGNUP, PHONE)))
                .isEmpty();
        assertThat(run(() -> codes().voidLive(tenant, OtpPurpose.LOGIN, SAME_PHONE_IN_TESTS)))
                .isEmpty();
        assertThat(run(() -> codes().voidLive(tenant, OtpPurpose.LOGIN, PHONE))).contains(id);
        assertThat(run(() -> codes().voidLive(tenant, OtpPurpose.LOGIN, PHONE))).isEmpty();
        assertThat(attempt(PHONE, CODE)).isFalse();
    }

    @Test
    void a_right_code_verifies_once_its_own_phone_in_its_own_world() {
        sent(PHONE);
        assertThat(attempt(NEIGHBOUR, CODE)).isFalse();
        assertThat(attempt(SAME_PHONE_IN_TESTS, CODE)).isFalse();
        assertThat(attempt(PHONE, WRONG)).isFalse();
        assertThat(attempt(PHONE, CODE)).isTrue();
        assertThat(attempt(PHONE, CODE)).isFalse();
    }

    @Test
    void a_code_made_with_the_key_before_is_good_and_one_under_a_forgotten_key_is_not() {
        sent(LOGIN, PHONE, 1);
        assertThat(attempt(PHONE, CODE)).isTrue();
        sent(LOGIN, PHONE, 0);
        assertThat(attempt(PHONE, CODE)).isFalse();
    }

    @Test
    void a_code_is_compared_as_often_as_it_may_be_and_no_longer_than_it_lives() {
        sent(PHONE);
        IntStream.range(0, LOGIN.attempts())
                .forEach(i -> assertThat(attempt(PHONE, WRONG)).isFalse());
        assertThat(attempt(PHONE, CODE)).isFalse();

        sent(PHONE);
        later(LOGIN.life().plusSeconds(1));
        assertThat(attempt(PHONE, CODE)).isFalse();
    }

    @Test
    void a_phone_with_too_many_failures_is_locked_for_its_time_and_begins_anew() {
        for (var i = 0; i < limits.mostFailures(); i++) {
            assertThat(failed()).isZero();
        }
        assertThat(failed()).isBetween(limits.lock().minusSeconds(60), limits.lock());
        later(Duration.ofMinutes(30));
        assertThat(failed()).isBetween(Duration.ofMinutes(29), Duration.ofMinutes(30));
        assertThat(past(PHONE).lockedFor()).isBetween(Duration.ofMinutes(29), Duration.ofMinutes(30));
        later(Duration.ofMinutes(31));
        assertThat(past(PHONE).lockedFor()).isZero();
        for (var i = 0; i < limits.mostFailures(); i++) {
            assertThat(failed()).isZero();
        }
        assertThat(failed()).isPositive();
    }

    @Test
    void failures_are_forgiven_and_forgotten() {
        for (var i = 0; i < limits.mostFailures(); i++) {
            failed();
        }
        run(() -> codes().forgive(tenant, PHONE));
        for (var i = 0; i < limits.mostFailures(); i++) {
            assertThat(failed()).isZero();
        }
        later(limits.lock().plusSeconds(1));
        assertThat(failed()).isZero();
    }

    @Test
    void an_address_a_prefix_and_a_tenant_have_their_limits() {
        count(PHONE, "203.0.113.7");
        count(NEIGHBOUR, "203.0.113.7");
        var elsewhere = Destination.parse("+4915112345678", false);
        assertThatThrownBy(() -> count(elsewhere, "203.0.113.7")).isInstanceOf(NotNow.AddressLimit.class);
        count(PHONE, null);
        assertThatThrownBy(() -> count(NEIGHBOUR, null)).isInstanceOf(NotNow.PrefixLimit.class);
        count(elsewhere, null);
        assertThatThrownBy(() -> count(elsewhere, null)).isInstanceOf(NotNow.TenantLimit.class);
    }

    @Test
    void a_prefix_whose_codes_are_not_used_is_paused_until_they_are_old() {
        sent(PHONE);
        attempt(PHONE, CODE);
        for (var i = 0; i < 3; i++) {
            later(Duration.ofSeconds(1));
            sent(PHONE);
        }
        assertThat(paused()).isEmpty();
        later(LOGIN.life().plusSeconds(1));
        assertThat(paused()).hasValueSatisfying(wait -> assertThat(wait).isBetween(ofWindow(-7), ofWindow(-5)));
        assertThat(run(() -> codes().pausedPrefix(tenant, Destination.parse("+4915112345678", false), limits)))
                .isEmpty();
        later(limits.breakerWindow());
        assertThat(paused()).isEmpty();
    }

    private java.util.Optional<Duration> paused() {
        return run(() -> codes().pausedPrefix(tenant, NEIGHBOUR, limits));
    }

    private Duration ofWindow(int minutes) {
        return limits.breakerWindow().plusMinutes(minutes);
    }

    @Test
    void codes_are_forgotten_a_day_after_they_were_made() {
        var old = sent(PHONE);
        later(Duration.ofHours(23));
        var young = sent(PHONE);
        later(Duration.ofHours(1));
        assertThat(run(() -> codes().forget(tenant, List.of(old, young)))).containsExactly(young);
        assertThat(past(PHONE).today()).isEqualTo(1);
    }
}
