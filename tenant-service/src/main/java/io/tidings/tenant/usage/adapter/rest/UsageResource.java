package io.tidings.tenant.usage.adapter.rest;

import io.quarkus.security.PermissionsAllowed;
import io.smallrye.mutiny.Uni;
import io.tidings.runtime.problem.Refusal;
import io.tidings.runtime.web.Caller;
import io.tidings.tenant.access.adapter.rest.Visibility;
import io.tidings.tenant.usage.application.ReadUsage;
import io.tidings.tenant.usage.application.UsageDays;
import org.jspecify.annotations.Nullable;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;

import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;

/** What a tenant has used. Days are UTC. Refusals: {@code tenant.not-found}, {@code usage.query}, {@code usage.range}. */
@Path("/api/v1/tenants/{id}/usage/stats")
class UsageResource {
    /**
     * @param period the day, or the first day of the month
     * @param contactsCount contacts at its end
     */
    record LineView(LocalDate period, long messagesSent, long apiCalls, long contactsCount) {}

    record StatsView(LocalDate from, LocalDate to, String granularity, List<LineView> items) {}

    private final ReadUsage readUsage;
    private final Clock clock;

    UsageResource(ReadUsage readUsage, Clock clock) {
        this.readUsage = readUsage;
        this.clock = clock;
    }

    /**
     * @param from first day; absent: 30 days before {@code to}
     * @param to last day; absent: today
     * @param granularity day (when absent) or month
     */
    @GET
    @PermissionsAllowed("usage:read")
    public Uni<StatsView> stats(
            @BeanParam Caller caller,
            UUID id,
            @QueryParam("from") @Nullable String from,
            @QueryParam("to") @Nullable String to,
            @QueryParam("granularity") @Nullable String granularity) {
        var tenant = Visibility.visible(caller, id);
        var last = to == null ? LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC) : day(to);
        var first = from == null ? last.minusDays(30) : day(from);
        var by = granularity == null ? "day" : granularity;
        if (!by.equals("day") && !by.equals("month")) {
            throw new BadQuery();
        }
        return readUsage
                .handle(tenant, first, last, by.equals("month"))
                .map(lines -> new StatsView(
                        first, last, by, lines.stream().map(UsageResource::view).toList()));
    }

    private static LineView view(UsageDays.Line line) {
        return new LineView(line.period(), line.messagesSent(), line.apiCalls(), line.contactsCount());
    }

    private static LocalDate day(String text) {
        try {
            if (text.matches("[12][0-9]{3}-[0-9]{2}-[0-9]{2}")) {
                return LocalDate.parse(text);
            }
        } catch (DateTimeException e) {
            // refused below
        }
        throw new BadQuery();
    }

    /** No day, or no granularity. */
    static final class BadQuery extends Refusal {
        BadQuery() {
            super(
                    Kind.MALFORMED,
                    "usage.query",
                    "from and to are days such as 2026-11-22, granularity is day or month");
        }
    }
}
