package io.tidings.messaging.dispatch.application;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.messaging.phonenumber.domain.SealedSecret;
import io.tidings.messaging.smssender.application.InMemorySmsSenders;
import io.tidings.messaging.smssender.domain.SmsSender;
import io.tidings.messaging.smssender.domain.SmsSenderId;
import io.tidings.runtime.tenancy.TenantId;
import io.tidings.runtime.work.DueWork;
import io.tidings.testkit.fake.MovableClock;
import io.tidings.testkit.fake.RecordedDueWork;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.util.UUID;

class StandBySmsTest {
    private final TenantId tenant = new TenantId(UUID.randomUUID());
    private final UUID message = UUID.randomUUID();
    private final MovableClock clock = MovableClock.at("2026-11-29T10:00:00Z");
    private final InMemorySmsSenders senders = new InMemorySmsSenders();
    private final RecordedDueWork due = new RecordedDueWork();
    private final StandBySms standBy = new StandBySms(senders, due, clock);

    @ParameterizedTest
    @CsvSource({"20, 300, 20", "20, 30, 15", "300, 300, 150"})
    void a_code_is_looked_at_when_it_should_have_arrived_within_half_of_its_life(int after, int life, int at) {
        senderFor(true, false, after);
        assertThat(code(life, null)).isTrue();
        assertThat(due.scheduled()).singleElement().satisfies(item -> {
            assertThat(item.kind()).isEqualTo(StandBySms.KIND);
            assertThat(item.subject()).isEqualTo(message);
            assertThat(item.dueAt()).isEqualTo(clock.instant().plusSeconds(at));
        });
    }

    @Test
    void a_code_the_route_cannot_bring_is_looked_at_now() {
        senderFor(true, false, 20);
        assertThat(code(300, "number.none")).isTrue();
        assertThat(due.scheduled()).extracting(DueWork.Item::dueAt).containsExactly(clock.instant());
    }

    @ParameterizedTest
    @ValueSource(strings = {"quota.exceeded", "tenant.suspended", "message.expired", "source.closed"})
    void a_code_that_must_not_go_does_not_go_by_sms_either(String refused) {
        senderFor(true, true, 20);
        assertThat(code(300, refused)).isFalse();
        assertThat(due.scheduled()).isEmpty();
    }

    @Test
    void nothing_is_looked_at_for_who_has_no_sender_or_allows_nothing() {
        assertThat(code(300, null)).isFalse();
        failed();
        var sender = senderFor(false, false, 20);
        assertThat(code(300, null)).isFalse();
        failed();
        sender.edit(new SmsSender.Settings("+15005550006", true, true, Duration.ofSeconds(20)));
        sender.pause("operator");
        assertThat(code(300, null)).isFalse();
        failed();
        assertThat(due.scheduled()).isEmpty();
    }

    @Test
    void a_failure_brings_the_look_forward() {
        senderFor(true, false, 20);
        code(300, null);
        clock.plus(Duration.ofSeconds(3));
        failed();
        assertThat(due.scheduled()).extracting(DueWork.Item::dueAt).containsExactly(clock.instant());
    }

    private boolean code(int life, @Nullable String refused) {
        return standBy.code(tenant, message, Duration.ofSeconds(life), refused)
                .await()
                .indefinitely();
    }

    private void failed() {
        standBy.failed(tenant, message).await().indefinitely();
    }

    private SmsSender senderFor(boolean otp, boolean transactional, int after) {
        var sender = new SmsSender(
                new SmsSenderId(tenant.value(), UUID.randomUUID()),
                "AC1",
                new SmsSender.Settings("+15005550006", otp, transactional, Duration.ofSeconds(after)),
                SealedSecret.of("token".getBytes(UTF_8), "token"),
                clock.instant());
        assertThat(senders.add(tenant, sender).await().indefinitely()).isTrue();
        return sender;
    }
}
