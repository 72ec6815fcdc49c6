package io.tidings.messaging.otp.application;

import io.smallrye.mutiny.Uni;
import io.tidings.testkit.fake.MovableClock;

import java.time.Duration;
import java.util.function.Supplier;

class InMemoryOtpCodesTest extends OtpCodesContract {
    private final MovableClock clock = MovableClock.at("2026-11-29T10:00:00Z");
    private final InMemoryOtpCodes codes = new InMemoryOtpCodes(clock);

    @Override
    protected OtpCodes codes() {
        return codes;
    }

    @Override
    protected <T> T run(Supplier<Uni<T>> work) {
        return work.get().await().indefinitely();
    }

    @Override
    protected void later(Duration time) {
        clock.plus(time);
    }
}
