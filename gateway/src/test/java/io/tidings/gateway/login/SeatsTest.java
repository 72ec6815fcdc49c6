package io.tidings.gateway.login;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.gateway.directory.Directory;
import io.tidings.gateway.directory.DirectoryBuilder;
import io.tidings.gateway.resolution.Admission;
import io.tidings.gateway.resolution.Caller;
import io.tidings.gateway.resolution.Host;
import io.tidings.gateway.routing.RoutingTable;
import io.vertx.core.http.HttpMethod;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/** Which tenant a person acts for, and as what. */
class SeatsTest {
    private static final UUID BAKERY = UUID.nameUUIDFromBytes("bakery".getBytes());
    private static final UUID STRANGER = UUID.nameUUIDFromBytes("stranger".getBytes());
    private static final UUID FLORIST = UUID.nameUUIDFromBytes("florist".getBytes());

    private final Directory directory = new DirectoryBuilder()
            .tenant("bakery")
            .tenant("florist")
            .tenant("stranger")
            .suspended("closed")
            .member("bakery", "ana", "owner", "*")
            .member("florist", "ana", "member", "orders:read")
            .member("bakery", "ben", "member", "orders:*")
            .member("closed", "cid", "owner", "*")
            .build();

    private final List<String> misplaced = new ArrayList<>();
    private final Seats seats =
            new Seats(directory, (tenant, key, code) -> misplaced.add(tenant.slug() + " " + key + " " + code));

    /** A tenant's slug and role, {@code themselves}, or the code of the refusal. */
    private String outcome(String host, String method, String path, String named, String subject) {
        Host on = host.equals("base")
                ? new Host.Base()
                : new Host.OfTenant(Objects.requireNonNull(directory.tenantBySlug(host)));
        Admission admission = seats.admit(
                on, Objects.requireNonNull(RoutingTable.route(path)), HttpMethod.valueOf(method), path, named, subject);
        return switch (admission) {
            case Admission.Refused(var problem) -> problem.code();
            case Admission.Admitted(Caller.Person person) ->
                person.tenant() == null || person.member() == null
                        ? "themselves"
                        : person.tenant().slug() + " " + person.member().role();
            case Admission.Admitted(Caller other) -> other.toString();
        };
    }

    @ParameterizedTest
    @CsvSource({
        // the host names the tenant
        "bakery,   GET,  /api/v1/orders,       ,         ana, bakery owner",
        "florist,  GET,  /api/v1/orders,       ,         ana, florist member",
        "florist,  GET,  /api/v1/orders,       florist,  ana, florist member",
        "florist,  GET,  /api/v1/orders,       bakery,   ana, tenant.conflict",
        "florist,  GET,  /api/v1/orders,       nowhere,  ana, tenant.conflict",
        "stranger, GET,  /api/v1/orders,       ,         ana, membership.missing",
        "stranger, GET,  /api/v1/tenants,      ,         ana, membership.missing",
        // on the gateway's own host the field, or the only one there is
        "base,     GET,  /api/v1/orders,       bakery,   ana, bakery owner",
        "base,     GET,  /api/v1/orders,       florist,  ana, florist member",
        "base,     GET,  /api/v1/orders,       ,         ana, tenant.unnamed",
        "base,     GET,  /api/v1/orders,       ,         ben, bakery member",
        "base,     GET,  /api/v1/orders,       florist,  ben, membership.missing",
        "base,     GET,  /api/v1/orders,       nowhere,  ben, membership.missing",
        "base,     GET,  /api/v1/orders,       ,         dora, membership.missing",
        // what belongs to no tenant, or may
        "base,     GET,  /api/v1/plans,        ,         dora, themselves",
        "base,     GET,  /api/v1/plans,        ,         ana, themselves",
        "base,     POST, /api/v1/tenants,      ,         ben, themselves",
        "bakery,   POST, /api/v1/tenants,      ,         ben, themselves",
        "base,     GET,  /api/v1/tenants,      ,         ben, bakery member",
        "base,     POST, /api/v1/invitations/abc/accept, , ben, themselves",
        "bakery,   POST, /api/v1/invitations/abc/accept, , dora, themselves",
        // a suspended tenant reads
        "closed,   GET,  /api/v1/orders,       ,         cid, closed owner",
        "closed,   HEAD, /api/v1/orders,       ,         cid, closed owner",
        "closed,   POST, /api/v1/orders,       ,         cid, tenant.suspended",
        "base,     POST, /api/v1/orders,       ,         cid, tenant.suspended",
    })
    void the_seat_is(String host, String method, String path, String named, String subject, String expected) {
        assertThat(outcome(host, method, path, named, subject)).isEqualTo(expected);
    }

    @Test
    void the_tenant_is_named_by_its_id_too_in_the_field_and_in_the_path_of_its_own_affairs() {
        assertThat(outcome("base", "GET", "/api/v1/orders", FLORIST.toString(), "ana"))
                .isEqualTo("florist member");
        assertThat(outcome("base", "GET", "/api/v1/tenants/" + BAKERY + "/users", null, "ana"))
                .isEqualTo("bakery owner");
        assertThat(outcome("base", "GET", "/api/v1/tenants/" + FLORIST, null, "ben"))
                .isEqualTo("bakery member");
        assertThat(outcome("base", "GET", "/api/v1/tenants/" + FLORIST, null, "dora"))
                .isEqualTo("membership.missing");
        assertThat(outcome("base", "GET", "/api/v1/tenants/" + STRANGER, null, "ana"))
                .isEqualTo("membership.missing");
    }

    @Test
    void a_tenant_hears_of_its_members_at_another_ones_host_and_not_of_strangers() {
        outcome("florist", "GET", "/api/v1/orders", "bakery", "ana");
        outcome("florist", "GET", "/api/v1/orders", "stranger", "ana");
        outcome("florist", "GET", "/api/v1/orders", "nowhere", "ana");
        outcome("stranger", "GET", "/api/v1/orders", null, "ana");

        assertThat(misplaced).containsExactly("bakery null tenant.conflict");
    }

    @Test
    void nobody_is_let_in_before_the_directory_was_read() {
        Seats early = new Seats(new Directory(), (tenant, key, code) -> {});
        assertThat(early.admit(
                        new Host.Base(),
                        Objects.requireNonNull(RoutingTable.route("/api/v1/orders")),
                        HttpMethod.GET,
                        "/api/v1/orders",
                        null,
                        "ana"))
                .extracting(
                        admission -> ((Admission.Refused) admission).problem().code())
                .isEqualTo("directory.loading");
    }
}
