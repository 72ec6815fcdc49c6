package io.tidings.scenarios;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.Map;
import java.util.stream.Stream;

/** Bad input gets a clear problem, leaves no row and no event, and is never a 5xx. */
class BadInputTest {
    private static final String GOOD =
            "{\"customer\":{\"phone\":\"+34600111222\"},\"items\":[{\"product_name\":\"Tea\",\"quantity\":1}],\"currency\":\"EUR\"}";

    private final World world = World.get();

    static Stream<Arguments> bodies() {
        return Stream.of(
                Arguments.of(
                        "unknown property",
                        GOOD.replace("{\"customer\"", "{\"x\":1,\"customer\"").getBytes(UTF_8),
                        400),
                Arguments.of("wrong type", GOOD.replace(":1}", ":\"one\"}").getBytes(UTF_8), 400),
                Arguments.of("no JSON", "{".getBytes(UTF_8), 400),
                Arguments.of("nothing", new byte[0], 422),
                Arguments.of("an array", "[]".getBytes(UTF_8), 400),
                Arguments.of("deeply nested", ("[".repeat(5_000) + "]".repeat(5_000)).getBytes(UTF_8), 400),
                Arguments.of("invalid UTF-8", GOOD.replace("Tea", "T\u00e9").getBytes(ISO_8859_1), 400),
                Arguments.of("U+0000", GOOD.replace("Tea", "T\\u0000").getBytes(UTF_8), 400),
                Arguments.of("a lone surrogate", GOOD.replace("Tea", "T\\ud800").getBytes(UTF_8), 400),
                Arguments.of(
                        "a duplicate key",
                        GOOD.replace("{\"customer\"", "{\"currency\":\"USD\",\"customer\"")
                                .getBytes(UTF_8),
                        400),
                Arguments.of("huge", ("{\"x\":\"" + "x".repeat(2_000_000) + "\"}").getBytes(UTF_8), 413),
                Arguments.of("a bad phone", GOOD.replace("+34600111222", "12").getBytes(UTF_8), 422),
                Arguments.of("an unknown currency", GOOD.replace("EUR", "EURO").getBytes(UTF_8), 422),
                Arguments.of("a quantity of zero", GOOD.replace(":1}", ":0}").getBytes(UTF_8), 422),
                Arguments.of("no items", GOOD.replaceAll("\\[.*]", "[]").getBytes(UTF_8), 422));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("bodies")
    void a_bad_body_is_a_clear_problem(String what, byte[] body, int status) {
        var shop = world.shop();
        var answer = shop.api().send("POST", "/api/v1/orders", body, Map.of());
        assertThat(answer.status()).as(answer.text()).isEqualTo(status);
        assertThat(answer.response().headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("application/problem+json"));
        assertThat(answer.body().path("code").asText()).isNotEmpty();
        assertThat(shop.api().get("/api/v1/orders").ok().path("items")).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("queries")
    void a_bad_query_is_a_clear_problem(String path, int status) {
        var answer = world.shop().api().get(path);
        assertThat(answer.status()).as(answer.text()).isEqualTo(status);
        assertThat(answer.body().path("code").asText()).isNotEmpty();
    }

    static Stream<Arguments> queries() {
        return Stream.of(
                Arguments.of("/api/v1/orders?limit=0", 400),
                Arguments.of("/api/v1/orders?limit=abc", 400),
                Arguments.of("/api/v1/orders?cursor=nonsense", 400),
                Arguments.of("/api/v1/orders?status=lost", 400),
                Arguments.of("/api/v1/orders/not-a-uuid", 404),
                Arguments.of("/api/v1/orders%2Fx", 400),
                Arguments.of("/api/v1/nothing", 404));
    }
}
