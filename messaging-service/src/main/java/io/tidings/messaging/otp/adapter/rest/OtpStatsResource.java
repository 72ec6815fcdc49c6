package io.tidings.messaging.otp.adapter.rest;

import io.quarkus.security.PermissionsAllowed;
import io.smallrye.mutiny.Uni;
import io.tidings.messaging.otp.application.OtpStats;
import io.tidings.runtime.problem.Refusal;
import io.tidings.runtime.tenancy.TenantTx;
import io.tidings.runtime.web.Caller;
import org.jspecify.annotations.Nullable;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Function;

import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;

/** What codes came to. Refusals: {@code otp.period} 400. */
@Path("/api/v1/otp/stats")
class OtpStatsResource {
    private static final int USUAL_DAYS = 30;
    private static final int MOST_DAYS = 366;

    /** @param conversion verified of sent, 0 to 1; null when nothing was sent */
    record CountsView(
            @Nullable String purpose,
            @Nullable String country,
            long sent,
            long verified,
            @Nullable Double conversion) {
        static CountsView of(@Nullable String purpose, @Nullable String country, List<OtpStats.Line> lines) {
            var sent = lines.stream().mapToLong(OtpStats.Line::sent).sum();
            var verified = lines.stream().mapToLong(OtpStats.Line::verified).sum();
            var conversion = sent == 0 ? null : Math.round(10_000.0 * verified / sent) / 10_000.0;
            return new CountsView(purpose, country, sent, verified, conversion);
        }
    }

    record StatsView(
            LocalDate from, LocalDate to, CountsView total, List<CountsView> byPurpose, List<CountsView> byCountry) {}

    private final OtpStats stats;
    private final TenantTx tx;
    private final Clock clock;

    OtpStatsResource(OtpStats stats, TenantTx tx, Clock clock) {
        this.stats = stats;
        this.tx = tx;
        this.clock = clock;
    }

    /** Days in UTC, both included; the last 30 when absent, 366 at most. Test keys do not count. */
    @GET
    @PermissionsAllowed("otp:read")
    public Uni<StatsView> show(
            @BeanParam Caller caller,
            @QueryParam("from") @Nullable String from,
            @QueryParam("to") @Nullable String to) {
        var tenant = caller.tenant();
        var last = to == null ? LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC) : day(to);
        var first = from == null ? last.minusDays(USUAL_DAYS - 1) : day(from);
        if (first.isAfter(last) || first.plusDays(MOST_DAYS).isBefore(last)) {
            throw new NotAPeriod();
        }
        return tx.run(tenant, () -> stats.between(tenant, first, last))
                .map(lines -> new StatsView(
                        first,
                        last,
                        CountsView.of(null, null, lines),
                        grouped(lines, OtpStats.Line::purpose).entrySet().stream()
                                .map(group -> CountsView.of(group.getKey(), null, group.getValue()))
                                .toList(),
                        grouped(lines, OtpStats.Line::country).entrySet().stream()
                                .map(group -> CountsView.of(null, group.getKey(), group.getValue()))
                                .toList()));
    }

    private static TreeMap<String, List<OtpStats.Line>> grouped(
            List<OtpStats.Line> lines, Function<OtpStats.Line, String> by) {
        return lines.stream()
                .collect(
                        java.util.stream.Collectors.groupingBy(by, TreeMap::new, java.util.stream.Collectors.toList()));
    }

    private static LocalDate day(String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeParseException e) {
            throw new NotAPeriod();
        }
    }

    /** Not two days in order. */
    static final class NotAPeriod extends Refusal {
        NotAPeriod() {
            super(Kind.MALFORMED, "otp.period", "from and to are days such as 2026-11-29, in order, 366 days at most");
        }
    }
}
