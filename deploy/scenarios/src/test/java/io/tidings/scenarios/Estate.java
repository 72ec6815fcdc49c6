package io.tidings.scenarios;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidings.local.suite.Part;
import org.jspecify.annotations.Nullable;

import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * A tenant with one of everything: what the document's own POST operations can make, and what must happen to have the rest. It
 * finds by itself which of the tenant's ids fits which place of a path or a body.
 */
final class Estate {
    /** Rounds of making: what needs an id that the first round made is made in the second. */
    private static final int ROUNDS = 2;

    final Shop shop;
    final BodyFiller filler;
    private final List<Operation> operations;
    private final Map<String, Map<String, List<String>>> ids = new HashMap<>();
    /** Place to column, {@code /api/v1/orders/{}} to {@code orders.id}; what fits one tenant fits the other. */
    private final Map<String, String> fits;

    /** @param marker stands in every text of what this tenant owns */
    Estate(World world, JsonNode document, String marker, Map<String, String> fits) {
        this.shop = world.shop();
        this.filler = new BodyFiller(document, marker);
        this.operations = Operation.of(document);
        this.fits = fits;
        tradeOnce(marker);
        plantMember();
        for (int round = 0; round < ROUNDS; round++) {
            look();
            learnFromReads();
            operations.stream().filter(Estate::makes).forEach(this::make);
        }
        look();
        learnFromReads();
    }

    private static boolean makes(Operation operation) {
        return operation.method().equals("POST")
                && operation.path().startsWith("/api/")
                && !operation.path().equals("/api/v1/tenants");
    }

    /** An order that ships brings forth what no operation makes: its lines, a contact, a message. */
    private void tradeOnce(String marker) {
        var phone = World.phone();
        var order = new HashMap<>(Shop.order(phone));
        order.put("customer", Map.of("name", marker + " Ana", "phone", phone));
        var id = shop.api().post("/api/v1/orders", order).created().path("id").asText();
        shop.ship(id);
        shop.awaitMessage("order:" + id + ":shipping_notification", "sent|delivered|read");
    }

    /** Only a person can become a member, and there need not be a login service. */
    private void plantMember() {
        try (var database = DriverManager.getConnection(shop.world().suite().ownerJdbcUrl(Part.TENANT));
                var statement = database.createStatement()) {
            database.setAutoCommit(false);
            statement.execute("select set_config('app.tenant', '" + shop.tenant() + "', true)");
            statement.execute(
                    "insert into members (tenant_id, id, subject, role, version, created_at, updated_at) values ('"
                            + shop.tenant()
                            + "', gen_random_uuid(), gen_random_uuid()::text, 'member', 0, now(), now())");
            database.commit();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Reads anew which ids there are. */
    void look() {
        for (var service : Part.services()) {
            var found = new LinkedHashMap<String, List<String>>();
            found.put("tenants.tenant_id", List.of(shop.tenant().toString()));
            found.putAll(new Rows(shop.world(), shop.tenant()).ids(service));
            ids.put(service.title(), found);
        }
    }

    /** All ids its databases know a tenant's things by. */
    Map<String, List<String>> ids(String service) {
        return ids.getOrDefault(service, Map.of());
    }

    /** One that fits the place, as far as is known. */
    Optional<String> fitting(Operation operation, String place) {
        var column = fits.get(operation.service() + " " + place);
        return column == null
                ? Optional.empty()
                : Optional.ofNullable(ids(operation.service()).get(column)).map(List::getFirst);
    }

    /** Tries this tenant's ids in the last place of each path that can be read. */
    private void learnFromReads() {
        for (var operation : operations) {
            var places = operation.pathParameters();
            if (operation.isRead() && operation.path().startsWith("/api/") && !places.isEmpty()) {
                learn(operation, places.getLast(), place -> null, answer -> answer.status() == 200);
            }
        }
    }

    /** Whether an answer shows that the id it was asked with is one that fits. */
    interface Sign {
        boolean isIn(Door.Answer answer);
    }

    /** What to put into the body's places; null for nothing. */
    interface Body {
        @Nullable
        JsonNode with(java.util.function.Function<String, @Nullable String> ids);
    }

    /** Tries this tenant's ids in one place, the others filled as far as known, until one fits. */
    boolean learn(Operation operation, String place, Body body, Sign sign) {
        if (fits.containsKey(operation.service() + " " + place)) {
            return true;
        }
        for (var column : ids(operation.service()).entrySet()) {
            var id = column.getValue().getFirst();
            var answer =
                    call(operation, other -> other.equals(place) ? Optional.of(id) : fitting(operation, other), body);
            if (answer != null && sign.isIn(answer)) {
                fits.put(operation.service() + " " + place, column.getKey());
                return true;
            }
        }
        return false;
    }

    private Door.@Nullable Answer call(
            Operation operation, java.util.function.Function<String, Optional<String>> idAt, Body body) {
        var values = new ArrayList<String>();
        for (var place : operation.pathParameters()) {
            var id = idAt.apply(place);
            if (id.isEmpty()) {
                return null;
            }
            values.add(id.get());
        }
        var content = body.with(place -> idAt.apply(place).orElse(null));
        return shop.api()
                .send(
                        operation.method(),
                        operation.pathWith(values),
                        content == null ? null : operation.bytes(content),
                        content == null ? Map.of() : operation.headers());
    }

    /** Makes one thing, in one of two ways: with all that can be said, or with what must. */
    private void make(Operation operation) {
        for (boolean isWhole : new boolean[] {true, false}) {
            Body body = given -> operation.body() == null ? null : filler.fill(operation.body(), isWhole, given::apply);
            Sign made = answer -> answer.status() / 100 == 2;
            var unknown = new ArrayList<>(operation.pathParameters());
            if (operation.body() != null) {
                unknown.addAll(filler.idPlaces(operation.body()));
            }
            unknown.removeIf(place -> fitting(operation, place).isPresent());
            if (unknown.size() == 1 && learn(operation, unknown.getFirst(), body, made)) {
                return;
            }
            var answer = call(operation, place -> fitting(operation, place), body);
            if (answer != null && made.isIn(answer)) {
                return;
            }
        }
    }

    static String random() {
        return UUID.randomUUID().toString();
    }
}
