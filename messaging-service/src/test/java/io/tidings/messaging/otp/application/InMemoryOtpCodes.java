package io.tidings.messaging.otp.application;

import io.smallrye.mutiny.Uni;
import io.tidings.messaging.otp.domain.Destination;
import io.tidings.messaging.otp.domain.NotNow;
import io.tidings.messaging.otp.domain.OtpPurpose;
import io.tidings.messaging.otp.domain.OtpSettings;
import io.tidings.messaging.otp.domain.PhonePast;
import io.tidings.runtime.tenancy.TenantId;
import org.jspecify.annotations.Nullable;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** {@link OtpCodes} of one process, by the clock given. */
final class InMemoryOtpCodes implements OtpCodes {
    private static final Duration DAY = Duration.ofHours(24);
    private static final Duration HOUR = Duration.ofHours(1);

    private record Phone(TenantId tenant, Destination destination) {}

    private record Counter(TenantId tenant, String scope, String subject, Instant hour) {}

    private static final class Code {
        private final UUID id;
        private final Phone phone;
        private final OtpSettings settings;
        private final CodeHashes.Hash hash;
        private final Instant createdAt;
        private final Instant expiresAt;
        private int attempts;
        private @Nullable Instant consumedAt;
        private boolean voided;

        private Code(UUID id, Phone phone, OtpSettings settings, CodeHashes.Hash hash, Instant now) {
            this.id = id;
            this.phone = phone;
            this.settings = settings;
            this.hash = hash;
            this.createdAt = now;
            this.expiresAt = now.plus(settings.life());
        }

        private boolean isLive(Phone whose, OtpPurpose purpose) {
            return phone.equals(whose) && settings.purpose() == purpose && consumedAt == null && !voided;
        }
    }

    private record Trouble(int failures, @Nullable Instant lockedUntil, Instant touchedAt) {}

    private final Clock clock;
    private final List<Code> codes = new ArrayList<>();
    private final Map<Phone, Trouble> troubles = new HashMap<>();
    private final Map<Counter, Integer> counters = new HashMap<>();
    private final List<String> tallies = new ArrayList<>();

    InMemoryOtpCodes(Clock clock) {
        this.clock = clock;
    }

    /** Each as {@code purpose country sent/verified}. */
    List<String> tallies() {
        return List.copyOf(tallies);
    }

    private static <T> Uni<T> now(Supplier<T> work) {
        return Uni.createFrom().item(work);
    }

    private Stream<Code> of(Phone phone) {
        return codes.stream().filter(code -> code.phone.equals(phone));
    }

    @Override
    public Uni<PhonePast> lock(TenantId tenant, Destination destination) {
        return now(() -> {
            var phone = new Phone(tenant, destination);
            var now = clock.instant();
            var proved = of(phone)
                    .map(code -> code.consumedAt)
                    .filter(at -> at != null)
                    .max(Comparator.naturalOrder())
                    .orElse(Instant.MIN);
            var counted = of(phone)
                    .map(code -> code.createdAt)
                    .filter(at -> at.isAfter(now.minus(DAY)))
                    .toList();
            var climbed = counted.stream()
                    .filter(at -> at.isAfter(now.minus(HOUR)) && at.isAfter(proved))
                    .toList();
            return new PhonePast(
                    lockedFor(troubles.get(phone)),
                    climbed.size(),
                    climbed.stream()
                            .max(Comparator.naturalOrder())
                            .map(last -> Duration.between(last, now))
                            .orElse(null),
                    counted.size());
        });
    }

    private Duration lockedFor(@Nullable Trouble trouble) {
        return isLocked(trouble) ? Duration.between(clock.instant(), trouble.lockedUntil()) : Duration.ZERO;
    }

    private boolean isLocked(@Nullable Trouble trouble) {
        return trouble != null
                && trouble.lockedUntil() != null
                && trouble.lockedUntil().isAfter(clock.instant());
    }

    @Override
    public Uni<Void> count(TenantId tenant, Destination to, @Nullable String address, OtpLimitSettings limits) {
        return now(() -> {
            if (address != null && more(tenant, "address", address) > limits.perAddress()) {
                throw new NotNow.AddressLimit(1);
            }
            if (more(tenant, "prefix", to.prefix()) > limits.perPrefix()) {
                throw new NotNow.PrefixLimit(1);
            }
            if (more(tenant, "tenant", "") > limits.perTenant()) {
                throw new NotNow.TenantLimit(1);
            }
            return null;
        });
    }

    private int more(TenantId tenant, String scope, String subject) {
        var hour = clock.instant().truncatedTo(ChronoUnit.HOURS);
        return counters.merge(new Counter(tenant, scope, subject, hour), 1, Integer::sum);
    }

    @Override
    public Uni<Optional<Duration>> pausedPrefix(TenantId tenant, Destination to, OtpLimitSettings limits) {
        return now(() -> {
            var now = clock.instant();
            var lately = codes.stream()
                    .filter(code -> code.phone.tenant().equals(tenant)
                            && code.phone.destination().prefix().equals(to.prefix())
                            && !code.phone.destination().test()
                            && (code.expiresAt.isBefore(now) || code.consumedAt != null)
                            && code.createdAt.isAfter(now.minus(limits.breakerWindow())))
                    .sorted(Comparator.comparing((Code code) -> code.createdAt).reversed())
                    .limit(limits.breakerSample())
                    .toList();
            var used = lately.stream().filter(code -> code.consumedAt != null).count();
            return lately.size() == limits.breakerSample()
                            && used * 100 < (long) limits.breakerSample() * limits.breakerPercent()
                    ? Optional.of(
                            Duration.between(now, lately.getLast().createdAt.plus(limits.breakerWindow())))
                    : Optional.empty();
        });
    }

    @Override
    public Uni<Optional<UUID>> voidLive(TenantId tenant, OtpPurpose purpose, Destination to) {
        return now(() -> {
            var live = live(tenant, purpose, to);
            live.ifPresent(code -> code.voided = true);
            return live.map(code -> code.id);
        });
    }

    private Optional<Code> live(TenantId tenant, OtpPurpose purpose, Destination to) {
        return codes.stream()
                .filter(code -> code.isLive(new Phone(tenant, to), purpose))
                .findFirst();
    }

    @Override
    public Uni<Instant> add(
            TenantId tenant,
            UUID id,
            OtpSettings settings,
            Destination to,
            CodeHashes.Hash hash,
            @Nullable UUID message,
            byte @Nullable [] sealed) {
        return now(() -> {
            var code = new Code(id, new Phone(tenant, to), settings, hash, clock.instant());
            codes.add(code);
            return code.expiresAt;
        });
    }

    @Override
    public Uni<Void> tally(TenantId tenant, OtpPurpose purpose, Destination to, int sent, int verified) {
        return now(() -> {
            tallies.add("%s %s %d/%d".formatted(purpose.wire(), to.country(), sent, verified));
            return null;
        });
    }

    @Override
    public Uni<Optional<String>> refusalOf(TenantId tenant, UUID message) {
        return now(Optional::empty);
    }

    @Override
    public Uni<Duration> countFailure(TenantId tenant, Destination to, OtpLimitSettings limits) {
        return now(() -> {
            var now = clock.instant();
            var trouble = troubles.compute(new Phone(tenant, to), (phone, before) -> {
                if (before == null || isLocked(before)) {
                    return before == null ? new Trouble(1, null, now) : before;
                }
                var fresh = before.lockedUntil() != null || before.touchedAt().isBefore(now.minus(limits.lock()));
                var failures = fresh ? 1 : before.failures() + 1;
                return new Trouble(failures, failures > limits.mostFailures() ? now.plus(limits.lock()) : null, now);
            });
            return lockedFor(trouble);
        });
    }

    @Override
    public Uni<Boolean> attempt(TenantId tenant, OtpPurpose purpose, Destination to, List<CodeHashes.Hash> candidates) {
        return now(() -> live(tenant, purpose, to)
                .filter(code -> code.attempts < code.settings.attempts() && code.expiresAt.isAfter(clock.instant()))
                .map(code -> {
                    code.attempts++;
                    var right = candidates.stream()
                            .anyMatch(each -> each.keyVersion() == code.hash.keyVersion()
                                    && Arrays.equals(each.bytes(), code.hash.bytes()));
                    code.consumedAt = right ? clock.instant() : null;
                    return right;
                })
                .orElse(false));
    }

    @Override
    public Uni<Void> forgive(TenantId tenant, Destination to) {
        return now(() -> {
            troubles.computeIfPresent(
                    new Phone(tenant, to), (phone, before) -> new Trouble(0, before.lockedUntil(), before.touchedAt()));
            return null;
        });
    }

    @Override
    public Uni<List<UUID>> forget(TenantId tenant, List<UUID> ids) {
        return now(() -> {
            codes.removeIf(code -> code.phone.tenant().equals(tenant)
                    && ids.contains(code.id)
                    && !code.createdAt.isAfter(clock.instant().minus(DAY)));
            return codes.stream().map(code -> code.id).filter(ids::contains).toList();
        });
    }
}
