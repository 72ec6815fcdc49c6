package io.tidings.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidings.local.suite.Part;
import org.junit.jupiter.api.DynamicTest;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A stranger goes through every operation of the merged document and puts the ids of what another tenant owns into every place
 * that takes one: path, query, body, arrays in it. Nothing here knows an operation by name, so what is added to the suite is
 * walked by itself.
 */
final class IsolationWalk {
    private static final String QUERY = "?";
    /** What differs between two answers of one kind: ids, times, numbers, names made up by the walk. */
    private static final Pattern TIME = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}T");

    private static final Pattern PASSING =
            Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|tdg_\\w+|[0-9a-f]{32,}"
                    + "|\\d{4}-\\d\\d-\\d\\dT[0-9:.]+Z|walk[-\\w.@]*|\\+?\\d+");
    /** Says that a body was not even looked at. */
    private static final Set<String> NOT_READ = Set.of("request.malformed", "request.invalid", "request.media-type");

    final Estate owner;
    final Estate stranger;
    private final World world;
    private final String canary = "canary-" + UUID.randomUUID();
    private final List<Operation> operations;
    private final Set<String> secrets = new TreeSet<>();
    private final Map<String, String> before;
    private final Bus bus;
    private final Map<org.apache.kafka.common.TopicPartition, Long> heard;
    private final List<String> unreached = new ArrayList<>();
    /** Ids that a body may say without any being looked for, such as an external system's; they are the stranger's words. */
    private final Set<String> spoken = new TreeSet<>();

    private int cases;
    private int leaks;
    private int reached;

    IsolationWalk(World world) {
        this.world = world;
        var document = world.operator().get("/openapi").ok();
        assertThat(document.has("x-missing-services"))
                .as("a service is missing in /openapi")
                .isFalse();
        var fits = new HashMap<String, String>();
        owner = new Estate(world, document, canary, fits);
        stranger = new Estate(world, document, "walk", fits);
        operations = Operation.of(document);
        bus = new Bus(world);
        settle();
        owner.look();
        before = new Rows(world, owner.shop.tenant()).digest();
        heard = bus.ends();
        Part.services().forEach(service -> owner.ids(service.title()).values().forEach(secrets::addAll));
        secrets.addAll(List.of(canary, owner.shop.tenant().toString()));
    }

    /** Until nothing happens to the owner any more. */
    private void settle() {
        var rows = new Rows(world, owner.shop.tenant());
        var last = new Object() {
            Map<String, String> digest = Map.of();
        };
        World.within(60).pollInterval(java.time.Duration.ofSeconds(2)).until(() -> {
            var earlier = last.digest;
            last.digest = rows.digest();
            return rows.isSilent() && last.digest.equals(earlier);
        });
    }

    /** One test for each operation, then what is left behind. */
    Stream<DynamicTest> tests() {
        return Stream.concat(
                operations.stream().map(each -> DynamicTest.dynamicTest(each.toString(), () -> counted(each))),
                Stream.of(
                        DynamicTest.dynamicTest("no row of the other tenant has changed", this::noRowHasChanged),
                        DynamicTest.dynamicTest("no event names the other tenant", this::noEventNamesTheOwner),
                        DynamicTest.dynamicTest("the walk went everywhere", this::report)));
    }

    private void counted(Operation operation) {
        leaks++;
        walk(operation);
        leaks--;
    }

    private void walk(Operation operation) {
        var places = places(operation);
        if (places.isEmpty()) {
            send(operation, true, Map.of());
        }
        for (var place : places) {
            for (boolean isWhole : operation.body() == null ? new boolean[] {true} : new boolean[] {true, false}) {
                for (var id : foreign(operation, place)) {
                    compare(operation, isWhole, place, id);
                }
            }
        }
        if (operation.pathParameters().size() > 1) {
            compareTogether(operation);
        }
        places.stream().filter(IsolationWalk::isOfAnId).forEach(place -> control(operation, place));
        if (operation.body() != null && !isForOthers(operation)) {
            assertThatItCouldBeFilled(operation);
        }
    }

    private List<String> places(Operation operation) {
        var places = new ArrayList<>(operation.pathParameters());
        operation.query().forEach(name -> places.add(QUERY + name));
        if (operation.body() != null) {
            places.addAll(stranger.filler.idPlaces(operation.body()));
        }
        return places;
    }

    /** The owner's ids that one service knows; for a query also what its columns of that name hold. */
    private Set<String> foreign(Operation operation, String place) {
        var all = new LinkedHashSet<String>();
        owner.ids(operation.service()).values().forEach(each -> all.add(each.getFirst()));
        all.add(owner.shop.tenant().toString());
        Part.called(operation.service())
                .filter(service -> place.startsWith(QUERY) && Part.services().contains(service))
                .ifPresent(service -> {
                    var column = place.substring(QUERY.length());
                    all.addAll(new Rows(world, owner.shop.tenant()).valuesOf(service, column));
                    // a status is nobody's secret, nor is a time
                    all.removeIf(value -> TIME.matcher(value).lookingAt());
                    all.removeAll(new Rows(world, stranger.shop.tenant()).valuesOf(service, column));
                });
        return all;
    }

    private void compare(Operation operation, boolean isWhole, String place, String id) {
        cases++;
        var foreign = send(operation, isWhole, Map.of(place, id));
        var nobodys = send(operation, isWhole, Map.of(place, randomLike(id)));
        if (!foreign.equals(nobodys)) {
            // what the walk itself has changed in between would differ once, a leak differs always
            foreign = send(operation, isWhole, Map.of(place, id));
            nobodys = send(operation, isWhole, Map.of(place, randomLike(id)));
        }
        assertThat(foreign)
                .as("%s with another tenant's %s in %s", operation, id, place)
                .isEqualTo(nobodys);
        if (foreign.startsWith("2") && place.startsWith("/") && !place.startsWith("/api/")) {
            spoken.add(id);
        }
    }

    private static boolean isOfAnId(String place) {
        return !place.startsWith(QUERY) || place.endsWith("id");
    }

    /** The places of the path together: the owner's line of the owner's order. */
    private void compareTogether(Operation operation) {
        var nobodys = send(operation, true, everywhere(operation, Estate.random(), Estate.random()));
        for (var first : foreign(operation, "")) {
            for (var second : foreign(operation, "")) {
                cases++;
                assertThat(send(operation, true, everywhere(operation, first, second)))
                        .as("%s with another tenant's %s and %s", operation, first, second)
                        .isEqualTo(nobodys);
            }
        }
    }

    private static Map<String, String> everywhere(Operation operation, String first, String others) {
        var ids = new HashMap<String, String>();
        operation.pathParameters().forEach(place -> ids.put(place, ids.isEmpty() ? first : others));
        return ids;
    }

    /** Asks with what is the stranger's own: if that is answered like a random id, the place was not really tried. */
    private void control(Operation operation, String place) {
        if (isForOthers(operation)) {
            return;
        }
        if (isReached(operation, place)) {
            reached++;
        } else {
            unreached.add(operation + " " + place);
        }
    }

    private boolean isReached(Operation operation, String place) {
        var own =
                new LinkedHashSet<>(stranger.fitting(operation, place).stream().toList());
        stranger.ids(operation.service()).values().forEach(own::addAll);
        var random = Map.of(place, Estate.random());
        var whole = send(operation, true, random);
        var least = send(operation, false, random);
        for (var id : own) {
            var tried = new LinkedHashSet<>(List.of(Map.of(place, id)));
            if (operation.pathParameters().size() == 2
                    && operation.pathParameters().get(1).equals(place)) {
                own.forEach(first -> tried.add(everywhere(operation, first, id)));
            }
            for (var given : tried) {
                if (!send(operation, true, given).equals(whole)
                        || !send(operation, false, given).equals(least)) {
                    return true;
                }
            }
        }
        return false;
    }

    private void assertThatItCouldBeFilled(Operation operation) {
        var refusals = new TreeSet<String>();
        for (boolean isWhole : new boolean[] {true, false}) {
            var answer = call(operation, isWhole, Map.of());
            var code = answer.body().path("code").asText();
            if (!NOT_READ.contains(code)) {
                return;
            }
            refusals.add(answer.text());
        }
        throw new AssertionError("The walk could not fill the body of " + operation + ": " + refusals);
    }

    /** Not for keys, or for the operator's only. */
    private static boolean isForOthers(Operation operation) {
        return Set.of("person", "public", "webhooks:receive").contains(operation.permission());
    }

    /** What a caller sees, but for what is of this one request. */
    private String send(Operation operation, boolean isWhole, Map<String, String> given) {
        var answer = call(operation, isWhole, given);
        var seen = answer.text() + answer.response().headers().map();
        for (var secret : secrets) {
            if (!given.containsValue(secret)) {
                assertThat(seen)
                        .as("%s shows what another tenant owns", operation)
                        .doesNotContain(secret);
            }
        }
        assertThat(answer.status()).as("%s: %s", operation, answer.text()).isNotEqualTo(500);
        var text = answer.status() < 300 ? PASSING.matcher(answer.text()).replaceAll("…") : answer.withoutTrace();
        for (var id : given.values()) {
            text = text.replace(id, "…");
        }
        return answer.status() + " "
                + answer.response().headers().firstValue("content-type").orElse("") + " " + text;
    }

    private Door.Answer call(Operation operation, boolean isWhole, Map<String, String> given) {
        Function<String, String> idAt = place -> given.containsKey(place)
                ? given.get(place)
                : stranger.fitting(operation, place).orElse(null);
        var values = operation.pathParameters().stream()
                .map(place -> {
                    var id = idAt.apply(place);
                    return encoded(id == null ? Estate.random() : id);
                })
                .toList();
        var query = new ArrayList<String>();
        operation.query().stream()
                .filter(name -> given.containsKey(QUERY + name))
                .forEach(name -> query.add(name + "=" + encoded(given.get(QUERY + name))));
        JsonNode body = operation.body() == null || isForOthers(operation)
                ? null
                : stranger.filler.fill(operation.body(), isWhole, place -> body(operation, place, isWhole, given));
        return stranger.shop
                .api()
                .send(
                        operation.method(),
                        operation.pathWith(values) + (query.isEmpty() ? "" : "?" + String.join("&", query)),
                        body == null ? null : operation.bytes(body),
                        body == null ? Map.of() : operation.headers());
    }

    private String body(Operation operation, String place, boolean isWhole, Map<String, String> given) {
        return given.containsKey(place)
                ? given.get(place)
                : isWhole ? stranger.fitting(operation, place).orElse(null) : null;
    }

    private static String encoded(String text) {
        return java.net.URLEncoder.encode(text, java.nio.charset.StandardCharsets.UTF_8);
    }

    /** A value of the same form that nobody has. */
    private static String randomLike(String id) {
        return id.matches("[0-9a-f-]{36}") ? Estate.random() : id.startsWith("+") ? World.phone() : Estate.random();
    }

    private void noRowHasChanged() {
        World.soon().until(() -> new Rows(world, owner.shop.tenant()).isSilent());
        assertThat(new Rows(world, owner.shop.tenant()).digest()).isEqualTo(before);
    }

    private void noEventNamesTheOwner() {
        var named = bus.since(heard).stream()
                .filter(text ->
                        secrets.stream().anyMatch(secret -> text.contains(secret) && !isSaidByStranger(text, secret)))
                .toList();
        assertThat(named).isEmpty();
    }

    private boolean isSaidByStranger(String text, String id) {
        return spoken.contains(id) && text.contains("ce_tenantid=" + stranger.shop.tenant());
    }

    private void report() {
        System.out.printf(
                "isolation: %d operations, %d cases with another tenant's ids, %d leaks; %d places reached with one's own id, %d not: %s%n",
                operations.size(), cases, leaks, reached, unreached.size(), unreached);
        assertThat(leaks).as("operations that leak").isZero();
        assertThat(cases).isGreaterThan(operations.size());
        assertThat(reached).as("places that were really looked at").isGreaterThan(unreached.size());
    }
}
