package io.tidings.messaging.otp.adapter.persistence;

import io.smallrye.mutiny.Uni;
import io.tidings.messaging.otp.application.CodeHashes;
import io.tidings.messaging.otp.application.OtpCodes;
import io.tidings.messaging.otp.application.OtpLimitSettings;
import io.tidings.messaging.otp.domain.Destination;
import io.tidings.messaging.otp.domain.NotNow;
import io.tidings.messaging.otp.domain.OtpPurpose;
import io.tidings.messaging.otp.domain.OtpSettings;
import io.tidings.messaging.otp.domain.PhonePast;
import io.tidings.runtime.tenancy.Row;
import io.tidings.runtime.tenancy.Sql;
import io.tidings.runtime.tenancy.TenantId;
import io.vertx.core.buffer.Buffer;
import org.jspecify.annotations.Nullable;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

@ApplicationScoped
class SqlOtpCodes implements OtpCodes {
    private static final String LOCK = """
            insert into otp_destinations (tenant_id, phone, test, touched_at) values ($1, $2, $3, now())
            on conflict (tenant_id, phone, test) do update set touched_at = now()
            returning greatest(0, extract(epoch from locked_until - now()))::bigint""";

    // Codes that failed at the provider count too: who asks again and again for a phone that takes none is slowed down,
    // and what went by SMS instead costs money. The clock moves on while the lock is waited for, hence
    // clock_timestamp().
    private static final String PAST = """
            with counted as (
                select created_at from otp_codes
                where tenant_id = $1 and phone = $2 and test = $3 and created_at > now() - interval '24 hours'),
            climbed as (
                select created_at from counted
                where created_at > now() - interval '1 hour'
                  and created_at > coalesce((
                      select max(consumed_at) from otp_codes where tenant_id = $1 and phone = $2 and test = $3),
                      '-infinity'))
            select (select count(*) from climbed)::int,
                   (select extract(epoch from clock_timestamp() - max(created_at)) * 1000 from climbed)::bigint,
                   (select count(*) from counted)::int""";

    // Always in the order of scopes, so that two sends never wait for each other in a ring.
    private static final String COUNT = """
            insert into otp_counters (tenant_id, scope, subject, hour, used)
            select $1, s.scope, s.subject, date_trunc('hour', now()), 1
            from unnest($2::text[], $3::text[]) s (scope, subject) order by s.scope
            on conflict (tenant_id, scope, subject, hour) do update set used = otp_counters.used + 1
            returning scope, used, ceil(extract(epoch from hour + interval '1 hour' - now()))::bigint""";

    // Codes still within their life say nothing yet: the longest life is ten minutes.
    private static final String CONVERSION = """
            select count(*)::int, count(consumed_at)::int,
                   ceil(extract(epoch from min(created_at) + make_interval(secs => $4) - now()))::bigint
            from (select consumed_at, created_at from otp_codes
                  where tenant_id = $1 and prefix = $2 and not test
                    and (expires_at < now() or consumed_at is not null)
                    and created_at > now() - make_interval(secs => $4)
                  order by created_at desc limit $3) lately""";

    private static final String VOID = """
            update otp_codes set voided_at = clock_timestamp(), sealed = null
            where tenant_id = $1 and phone = $2 and purpose = $3 and test = $4
              and consumed_at is null and voided_at is null
            returning id""";

    private static final String ADD = """
            insert into otp_codes (tenant_id, id, purpose, phone, test, prefix, message_id, key_version, code_hash, sealed,
                max_attempts, created_at, expires_at)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11,
                clock_timestamp(), clock_timestamp() + make_interval(secs => $12))
            returning expires_at""";

    private static final String TALLY = """
            insert into otp_traffic (tenant_id, day, purpose, country, sent, verified)
            values ($1, (now() at time zone 'UTC')::date, $2, $3, $4, $5)
            on conflict (tenant_id, day, purpose, country) do update
            set sent = otp_traffic.sent + excluded.sent, verified = otp_traffic.verified + excluded.verified""";

    private static final String FAIL = """
            insert into otp_destinations as d (tenant_id, phone, test, failures, touched_at)
            values ($1, $2, $3, 1, clock_timestamp())
            on conflict (tenant_id, phone, test) do update set
                failures = case when d.locked_until > clock_timestamp() then d.failures
                    when d.locked_until is not null
                      or d.touched_at < clock_timestamp() - make_interval(secs => $5) then 1
                    else d.failures + 1 end,
                locked_until = case when d.locked_until > clock_timestamp() then d.locked_until
                    when d.locked_until is null and d.failures + 1 > $4
                     and d.touched_at >= clock_timestamp() - make_interval(secs => $5)
                    then clock_timestamp() + make_interval(secs => $5) end,
                touched_at = clock_timestamp()
            returning ceil(greatest(0, extract(epoch from locked_until - clock_timestamp())))::bigint""";

    // The database compares hashes of hashes under a nonce of this call: how long that takes tells nothing of the code.
    private static final String ATTEMPT = """
            update otp_codes c set attempts = c.attempts + 1,
                consumed_at = case when hit.right then clock_timestamp() end,
                sealed = case when hit.right then null else c.sealed end
            from (select id, exists (
                      select 1 from unnest($5::int[], $6::bytea[]) k (version, hash)
                      where k.version = key_version and sha256(k.hash || $7) = sha256(code_hash || $7)) as right
                  from otp_codes
                  where tenant_id = $1 and phone = $2 and purpose = $3 and test = $4
                    and consumed_at is null and voided_at is null) hit
            where c.tenant_id = $1 and c.id = hit.id
              and c.attempts < c.max_attempts and c.consumed_at is null and c.voided_at is null
              and c.expires_at > clock_timestamp()
            returning hit.right""";

    private static final String FORGET = """
            with wiped as (
                update otp_codes set sealed = null
                where tenant_id = $1 and id = any($2) and expires_at <= now() and sealed is not null
                  and created_at > now() - interval '24 hours'),
            gone as (
                delete from otp_codes
                where tenant_id = $1 and id = any($2) and created_at <= now() - interval '24 hours'
                returning id),
            counters as (
                delete from otp_counters where tenant_id = $1 and hour < now() - interval '24 hours'),
            phones as (
                delete from otp_destinations where tenant_id = $1 and touched_at < now() - interval '24 hours')
            select id from otp_codes where tenant_id = $1 and id = any($2) and id not in (select id from gone)""";

    private static final int NONCE = 16;

    private final Sql sql;
    private final SecureRandom random = new SecureRandom();

    SqlOtpCodes(Sql sql) {
        this.sql = sql;
    }

    @Override
    public Uni<PhonePast> lock(TenantId tenant, Destination to) {
        var phone = to.phone().e164();
        return sql.one(LOCK, tenant.value(), phone, to.test())
                .chain(locked -> sql.one(PAST, tenant.value(), phone, to.test())
                        .map(past -> new PhonePast(
                                locked.isNull(0) ? Duration.ZERO : Duration.ofSeconds(locked.number(0)),
                                past.integer(0),
                                past.isNull(1) ? null : Duration.ofMillis(past.number(1)),
                                past.integer(2))));
    }

    @Override
    public Uni<Void> count(TenantId tenant, Destination to, @Nullable String address, OtpLimitSettings limits) {
        var scopes = address == null ? List.of("prefix", "tenant") : List.of("address", "prefix", "tenant");
        var subjects = address == null ? List.of(to.prefix(), "") : List.of(address, to.prefix(), "");
        return sql.all(COUNT, tenant.value(), scopes.toArray(String[]::new), subjects.toArray(String[]::new))
                .invoke(rows -> rows.forEach(row -> within(row, limits)))
                .replaceWithVoid();
    }

    private static void within(Row row, OtpLimitSettings limits) {
        var used = row.integer(1);
        var wait = row.number(2);
        switch (row.string(0)) {
            case "address" -> {
                if (used > limits.perAddress()) {
                    throw new NotNow.AddressLimit(wait);
                }
            }
            case "prefix" -> {
                if (used > limits.perPrefix()) {
                    throw new NotNow.PrefixLimit(wait);
                }
            }
            default -> {
                if (used > limits.perTenant()) {
                    throw new NotNow.TenantLimit(wait);
                }
            }
        }
    }

    @Override
    public Uni<Optional<Duration>> pausedPrefix(TenantId tenant, Destination to, OtpLimitSettings limits) {
        var sample = limits.breakerSample();
        return sql.one(CONVERSION, tenant.value(), to.prefix(), sample, seconds(limits.breakerWindow()))
                .map(row -> row.integer(0) >= sample && row.integer(1) * 100L < (long) sample * limits.breakerPercent()
                        ? Optional.of(Duration.ofSeconds(row.number(2)))
                        : Optional.empty());
    }

    @Override
    public Uni<Optional<UUID>> voidLive(TenantId tenant, OtpPurpose purpose, Destination to) {
        return sql.all(VOID, tenant.value(), to.phone().e164(), purpose.wire(), to.test())
                .map(rows -> rows.stream().findFirst().map(row -> row.uuid(0)));
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
        return sql.one(
                        ADD,
                        tenant.value(),
                        id,
                        settings.purpose().wire(),
                        to.phone().e164(),
                        to.test(),
                        to.prefix(),
                        message,
                        hash.keyVersion(),
                        Buffer.buffer(hash.bytes()),
                        sealed == null ? null : Buffer.buffer(sealed),
                        settings.attempts(),
                        seconds(settings.life()))
                .map(row -> row.instant(0));
    }

    @Override
    public Uni<Void> tally(TenantId tenant, OtpPurpose purpose, Destination to, int sent, int verified) {
        return sql.update(TALLY, tenant.value(), purpose.wire(), to.country(), (long) sent, (long) verified)
                .replaceWithVoid();
    }

    @Override
    public Uni<Optional<String>> refusalOf(TenantId tenant, UUID message) {
        return sql.all(
                        "select verdict_code from messages where tenant_id = $1 and id = $2 and status = 'refused'",
                        tenant.value(),
                        message)
                .map(rows -> rows.stream().findFirst().map(row -> row.string(0)));
    }

    @Override
    public Uni<Duration> countFailure(TenantId tenant, Destination to, OtpLimitSettings limits) {
        return sql.one(
                        FAIL,
                        tenant.value(),
                        to.phone().e164(),
                        to.test(),
                        limits.mostFailures(),
                        seconds(limits.lock()))
                .map(row -> row.isNull(0) ? Duration.ZERO : Duration.ofSeconds(row.number(0)));
    }

    @Override
    public Uni<Boolean> attempt(TenantId tenant, OtpPurpose purpose, Destination to, List<CodeHashes.Hash> candidates) {
        var nonce = new byte[NONCE];
        random.nextBytes(nonce);
        return sql.all(
                        ATTEMPT,
                        tenant.value(),
                        to.phone().e164(),
                        purpose.wire(),
                        to.test(),
                        candidates.stream().map(CodeHashes.Hash::keyVersion).toArray(Integer[]::new),
                        candidates.stream()
                                .map(hash -> Buffer.buffer(hash.bytes()))
                                .toArray(Buffer[]::new),
                        Buffer.buffer(nonce))
                .map(rows -> !rows.isEmpty() && rows.getFirst().bool(0));
    }

    @Override
    public Uni<Void> forgive(TenantId tenant, Destination to) {
        return sql.update(
                        "update otp_destinations set failures = 0 where tenant_id = $1 and phone = $2 and test = $3",
                        tenant.value(),
                        to.phone().e164(),
                        to.test())
                .replaceWithVoid();
    }

    @Override
    public Uni<List<UUID>> forget(TenantId tenant, List<UUID> codes) {
        return sql.all(FORGET, tenant.value(), codes.toArray(UUID[]::new))
                .map(rows -> rows.stream().map(row -> row.uuid(0)).toList());
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }
}
