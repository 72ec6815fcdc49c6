package io.tidings.messaging.smssender.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.mutiny.Uni;
import io.tidings.messaging.message.domain.Purpose;
import io.tidings.messaging.phonenumber.domain.SealedSecret;
import io.tidings.messaging.smssender.domain.SmsSender;
import io.tidings.messaging.smssender.domain.SmsSender.Settings;
import io.tidings.messaging.smssender.domain.SmsSenderId;
import io.tidings.runtime.tenancy.TenantId;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.function.Supplier;

/** What every {@link SmsSenders} does. */
public abstract class SmsSendersContract {
    private static final Instant NOW = Instant.parse("2026-11-29T10:00:00Z");

    private final TenantId tenant = new TenantId(UUID.randomUUID());
    private final TenantId stranger = new TenantId(UUID.randomUUID());
    private final UUID id = UUID.randomUUID();

    protected abstract SmsSenders senders();

    /** A token as the implementation keeps it. */
    protected abstract byte[] sealed(TenantId tenant, UUID sender, String token);

    /** Runs the work as one transaction of the tenant. */
    protected abstract <T> T run(TenantId tenant, Supplier<Uni<T>> work);

    @Test
    void a_tenant_has_one_and_nobody_elses() {
        assertThat(add(id)).isTrue();
        assertThat(add(UUID.randomUUID())).isFalse();
        assertThat(run(tenant, () -> senders().current(tenant)))
                .hasValueSatisfying(found -> assertThat(found.id().value()).isEqualTo(id));
        assertThat(run(tenant, () -> senders().byId(tenant, id))).isPresent();
        assertThat(run(stranger, () -> senders().byId(stranger, id))).isEmpty();
        assertThat(run(stranger, () -> senders().current(stranger))).isEmpty();
        assertThat(run(stranger, () -> senders().sending(stranger, id))).isEmpty();
        assertThat(run(stranger, () -> senders().signingTokens(stranger, id, NOW)))
                .isEmpty();
    }

    @Test
    void a_removed_one_is_gone_and_leaves_its_place() {
        add(id);
        run(tenant, () -> senders().change(tenant, id, sender -> sender.remove(NOW)));
        assertThat(run(tenant, () -> senders().byId(tenant, id))).isEmpty();
        assertThat(run(tenant, () -> senders().signingTokens(tenant, id, NOW))).isEmpty();
        assertThatThrownBy(() -> run(tenant, () -> senders().change(tenant, id, SmsSender::resume)))
                .isInstanceOf(SmsSender.NotFound.class);
        assertThat(add(UUID.randomUUID())).isTrue();
    }

    @Test
    void a_paused_one_sends_nothing_and_keeps_its_first_reason_but_still_hears() {
        add(id);
        assertThat(run(tenant, () -> senders().sending(tenant, id)))
                .contains(new SendingSms(id, "AC1", "first", "+15005550006"));
        run(tenant, () -> senders().pause(tenant, id, "twilio.20003"));
        run(tenant, () -> senders().pause(tenant, id, "twilio.30002"));
        assertThat(run(tenant, () -> senders().sending(tenant, id))).isEmpty();
        assertThat(run(tenant, () -> senders().current(tenant))).hasValueSatisfying(paused -> {
            assertThat(paused.statusReason()).isEqualTo("twilio.20003");
            assertThat(paused.carries(Purpose.OTP)).isFalse();
        });
        assertThat(run(tenant, () -> senders().signingTokens(tenant, id, NOW))).containsExactly("first");
        run(tenant, () -> senders().pause(tenant, UUID.randomUUID(), "x"));
    }

    @Test
    void callbacks_may_be_signed_with_the_token_before_for_a_day() {
        add(id);
        run(
                tenant,
                () -> senders()
                        .change(
                                tenant,
                                id,
                                sender -> sender.rotate(SealedSecret.of(sealed(tenant, id, "second"), "second"), NOW)));
        var day = NOW.plus(Duration.ofHours(24));
        assertThat(run(tenant, () -> senders().signingTokens(tenant, id, day.minusSeconds(1))))
                .containsExactly("second", "first");
        assertThat(run(tenant, () -> senders().signingTokens(tenant, id, day))).containsExactly("second");
        assertThat(run(tenant, () -> senders().sending(tenant, id))
                        .orElseThrow()
                        .authToken())
                .isEqualTo("second");
    }

    private boolean add(UUID sender) {
        return run(
                tenant,
                () -> senders()
                        .add(
                                tenant,
                                new SmsSender(
                                        new SmsSenderId(tenant.value(), sender),
                                        "AC1",
                                        new Settings("+15005550006", true, false, Duration.ofSeconds(20)),
                                        SealedSecret.of(sealed(tenant, sender, "first"), "first"),
                                        NOW)));
    }
}
