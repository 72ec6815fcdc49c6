package io.tidings.messaging.otp.application;

import java.time.Duration;

/** Limits that a test reaches. */
record SmallLimits() implements OtpLimitSettings {
    @Override
    public int perDestination() {
        return 4;
    }

    @Override
    public int perAddress() {
        return 2;
    }

    @Override
    public int perPrefix() {
        return 3;
    }

    @Override
    public int perTenant() {
        return 4;
    }

    @Override
    public int mostFailures() {
        return 3;
    }

    @Override
    public Duration lock() {
        return Duration.ofHours(1);
    }

    @Override
    public int breakerSample() {
        return 4;
    }

    @Override
    public int breakerPercent() {
        return 50;
    }

    @Override
    public Duration breakerWindow() {
        return Duration.ofHours(1);
    }

    @Override
    public String keys() {
        throw new UnsupportedOperationException("hashes come from PlainHashes");
    }
}
