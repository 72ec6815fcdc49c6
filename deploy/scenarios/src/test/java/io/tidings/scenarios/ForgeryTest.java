package io.tidings.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidings.local.suite.Part;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwk.OctetKeyPairJsonWebKey;
import org.jose4j.jwk.OkpJwkGenerator;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.lang.JoseException;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/** What pretends to be somebody else's, or to come from the gateway, is refused, and changes nothing. */
class ForgeryTest {
    private static final Set<String> NO_TENANTS = Set.of("gateway", "");

    private final World world = World.get();
    private final Bus bus = new Bus(world);

    private List<Operation> operations() {
        return Operation.of(world.operator().get("/openapi").ok());
    }

    private Door straight(String service) {
        return new Door(world.suite().address(Part.called(service).orElseThrow()), "");
    }

    @Test
    void no_service_answers_anybody_past_the_gateway() {
        var shop = world.shop();
        var bold = Map.of(
                "X-API-Key", shop.api().key(),
                "X-Tenant", shop.tenant().toString(),
                "X-Tenant-Id", shop.tenant().toString());
        var tried = operations().stream()
                .filter(each -> !NO_TENANTS.contains(each.service()))
                .toList();
        assertThat(tried).hasSizeGreaterThan(50);
        for (var operation : tried) {
            var path = operation.path().replaceAll("\\{[^}]*}", shop.tenant().toString());
            var body = operation.isRead() ? null : Door.json(Map.of());
            for (var headers : List.of(
                    bold,
                    Map.of("Authorization", "Bearer " + shop.api().key()),
                    Map.of("X-API-Key", world.operator().key()))) {
                var given = new HashMap<>(headers);
                given.putAll(operation.headers());
                var answer = straight(operation.service()).send(operation.method(), path, body, given);
                assertThat(answer.status())
                        .as("%s: %s", operation, answer.text())
                        .isEqualTo(401);
            }
        }
    }

    @TestFactory
    Stream<DynamicTest> a_service_takes_no_token_that_is_not_of_this_gateway_for_it_and_now() throws Exception {
        var shop = world.shop();
        var lists = new LinkedHashMap<String, String>();
        operations().stream()
                .filter(each -> each.isRead()
                        && each.query().contains("cursor")
                        && Part.called(each.service()).isPresent())
                .forEach(each -> lists.putIfAbsent(
                        each.service(),
                        each.path().replaceAll("\\{[^}]*}", shop.tenant().toString())));
        assertThat(lists).hasSameSizeAs(Part.services());
        var now = Instant.now();
        return lists.entrySet().stream()
                .map(list -> DynamicTest.dynamicTest(list.getKey(), () -> {
                    var service = list.getKey();
                    var other = service.equals("billing") ? "commerce" : "billing";
                    assertThat(ask(list, signed(claims(shop, service, now), key())))
                            .as("the token of the gateway")
                            .isIn(200, 403);
                    var forged = new LinkedHashMap<String, String>();
                    forged.put("of another key", signed(claims(shop, service, now), withKidOf(key())));
                    forged.put("for another service", signed(claims(shop, other, now), key()));
                    forged.put("of long ago", signed(claims(shop, service, now.minusSeconds(3600)), key()));
                    forged.put("of tomorrow", signed(claims(shop, service, now.plus(Duration.ofDays(1))), key()));
                    var anIssuer = claims(shop, service, now);
                    anIssuer.setIssuer("somebody");
                    forged.put("of another issuer", signed(anIssuer, key()));
                    forged.put("of nobody", unsigned(claims(shop, service, now)));
                    var good = signed(claims(shop, service, now), key());
                    forged.put("cut", good.substring(0, good.lastIndexOf('.') + 1));
                    forged.forEach((what, token) ->
                            assertThat(ask(list, token)).as("a token %s", what).isEqualTo(401));
                }));
    }

    private int ask(Map.Entry<String, String> list, String token) {
        return straight(list.getKey())
                .send("GET", list.getValue(), null, Map.of("Authorization", "Bearer " + token))
                .status();
    }

    private PublicJsonWebKey key() throws IOException, JoseException {
        var file = world.suite().settings().state().resolve("secrets").resolve("internal.jwk");
        return PublicJsonWebKey.Factory.newPublicJwk(Files.readString(file));
    }

    private static PublicJsonWebKey withKidOf(PublicJsonWebKey real) throws JoseException {
        var forged = OkpJwkGenerator.generateJwk(OctetKeyPairJsonWebKey.SUBTYPE_ED25519);
        forged.setKeyId(real.getKeyId());
        return forged;
    }

    private static JwtClaims claims(Shop shop, String service, Instant now) {
        var claims = new JwtClaims();
        claims.setIssuer("tidings-gateway");
        claims.setAudience(service);
        claims.setSubject("key:" + UUID.randomUUID());
        claims.setStringClaim("kind", "key");
        claims.setStringClaim("tenant", shop.tenant().toString());
        claims.setStringClaim("plan", "enterprise");
        claims.setStringClaim("mode", "live");
        claims.setStringListClaim("permissions", List.of("*"));
        claims.setIssuedAt(NumericDate.fromMilliseconds(now.toEpochMilli()));
        claims.setExpirationTime(
                NumericDate.fromMilliseconds(now.plusSeconds(60).toEpochMilli()));
        return claims;
    }

    private static String signed(JwtClaims claims, PublicJsonWebKey key) throws JoseException {
        var signature = new JsonWebSignature();
        signature.setAlgorithmHeaderValue(AlgorithmIdentifiers.EDDSA);
        signature.setKeyIdHeaderValue(key.getKeyId());
        signature.setKey(key.getPrivateKey());
        signature.setPayload(claims.toJson());
        return signature.getCompactSerialization();
    }

    private static String unsigned(JwtClaims claims) throws JoseException {
        var signature = new JsonWebSignature();
        signature.setAlgorithmConstraints(AlgorithmConstraints.NO_CONSTRAINTS);
        signature.setAlgorithmHeaderValue(AlgorithmIdentifiers.NONE);
        signature.setPayload(claims.toJson());
        return signature.getCompactSerialization();
    }

    /** Where an event says whose it is: the header, the key of the record, the payload. One of them lies. */
    @ParameterizedTest(name = "{0}: header {1}, key {2}, payload {3}")
    @CsvSource({
        "tidings.ingress,  owner,    stranger, stranger, event.key-disagrees",
        "tidings.ingress,  stranger, owner,    stranger, event.key-disagrees",
        "tidings.ingress,  stranger, stranger, owner,    event.tenant-disagrees",
        "tidings.commerce, owner,    stranger, stranger, event.key-disagrees",
        "tidings.commerce, stranger, owner,    stranger, event.key-disagrees",
        "tidings.commerce, stranger, stranger, owner,    event.tenant-disagrees",
    })
    void an_event_that_names_two_tenants_is_nobodys(
            String topic, String header, String key, String payload, String reason) {
        var owner = world.shop();
        var stranger = world.shop();
        var tenants = Map.of("owner", owner.tenant(), "stranger", stranger.tenant());
        var order = UUID.randomUUID();
        var phone = World.phone();
        var before = new Rows(world, owner.tenant()).digest();

        bus.send(
                topic,
                tenants.get(key) + ":" + order,
                Door.json(Map.of(
                        "tenant_id", tenants.get(payload).toString(),
                        "order_id", order.toString(),
                        "order_number", "F-1",
                        "customer", Map.of("name", "Eve", "phone", phone),
                        "carrier", "DHL",
                        "tracking_number", "JD01",
                        "shipped_at", Instant.now().toString())),
                headers(tenants.get(header), order));

        World.soon()
                .untilAsserted(() -> assertThat(bus.deadLetters(topic, tenants.get(key) + ":" + order))
                        .isNotEmpty()
                        .allSatisfy(letter -> assertThat(Bus.reason(letter)).isEqualTo(reason)));
        for (var shop : List.of(owner, stranger)) {
            assertThat(shop.api().get("/api/v1/orders/" + order).status()).isEqualTo(404);
            assertThat(shop.sentTo(phone)).isEmpty();
        }
        assertThat(changed(before, new Rows(world, owner.tenant()).digest())).isEmpty();
    }

    /** But for what reading itself is counted in. */
    private static Map<String, String> changed(Map<String, String> before, Map<String, String> now) {
        var changed = new HashMap<>(now);
        changed.entrySet().removeAll(before.entrySet());
        changed.keySet().removeAll(Set.of("tenant.usage_days", "tenant.api_keys", "tenant.inbox"));
        return changed;
    }

    private static Map<String, String> headers(UUID tenant, UUID subject) {
        return Map.of(
                "ce_specversion",
                "1.0",
                "ce_id",
                UUID.randomUUID().toString(),
                "ce_type",
                "io.tidings.commerce.order-shipped.v1",
                "ce_source",
                "/warehouse",
                "ce_subject",
                subject.toString(),
                "ce_time",
                Instant.now().toString(),
                "ce_tenantid",
                tenant.toString(),
                "content-type",
                "application/json");
    }

    @Test
    void the_cursor_of_another_tenant_is_none() {
        var document = world.operator().get("/openapi").ok();
        var owner = new Estate(world, document, "cursor", new HashMap<>()).shop;
        var stranger = world.shop();
        for (int i = 0; i < 2; i++) {
            owner.placeOrder(World.phone());
            owner.api().post("/api/v1/contacts", Map.of("phone", World.phone())).created();
            owner.api().post("/api/v1/campaigns", Map.of("name", "C" + i)).created();
        }
        int tried = 0;
        for (var list : operations()) {
            var id = list.path().startsWith("/api/v1/tenants/{id}") ? "own" : "";
            if (list.isRead()
                    && list.query().contains("cursor")
                    && (list.pathParameters().isEmpty() || !id.isEmpty())) {
                var cursor =
                        owner.api().get(path(list, owner) + "?limit=1").body().path("next_cursor");
                if (cursor.isTextual()) {
                    tried++;
                    var answer = stranger.api().get(path(list, stranger) + "?limit=1&cursor=" + cursor.asText());
                    assertThat(answer.body().path("code").asText())
                            .as("%s: %s", list, answer.text())
                            .isEqualTo("page.cursor");
                    owner.api()
                            .get(path(list, owner) + "?limit=1&cursor=" + cursor.asText())
                            .ok();
                }
            }
        }
        assertThat(tried).as("lists with a second page").isGreaterThanOrEqualTo(4);
    }

    private static String path(Operation list, Shop shop) {
        return list.path().replace("{id}", shop.tenant().toString());
    }

    @Test
    void the_idempotency_key_of_another_tenant_is_a_key_like_any_other() {
        var document = world.operator().get("/openapi").ok();
        var filler = new BodyFiller(document, "idempotent");
        var owner = world.shop();
        var stranger = world.shop();
        int tried = 0;
        for (var operation : Operation.of(document)) {
            if (operation.method().equals("POST")
                    && operation.path().startsWith("/api/")
                    && operation.pathParameters().isEmpty()
                    && operation.body() != null) {
                tried += tryKey(operation, filler.fill(operation.body(), false, place -> null), owner, stranger);
            }
        }
        assertThat(tried).as("operations that made something for both").isGreaterThanOrEqualTo(4);
    }

    /** 1 when both tenants made something with the same key, else 0. */
    private static int tryKey(Operation operation, JsonNode body, Shop owner, Shop stranger) {
        var key = Map.of("Idempotency-Key", UUID.randomUUID().toString());
        var made = owner.api().send("POST", operation.path(), Door.json(body), key);
        if (made.status() != 201) {
            return 0;
        }
        var answer = stranger.api().send("POST", operation.path(), Door.json(body), key);
        assertThat(answer.text())
                .as(operation.toString())
                .doesNotContain(made.body().path("id").asText());
        assertThat(answer.body().path("code").asText()).doesNotStartWith("idempotency.");
        var again = owner.api().send("POST", operation.path(), Door.json(body), key);
        assertThat(again.text()).as("%s again", operation).isEqualTo(made.text());
        return answer.status() == 201 ? 1 : 0;
    }
}
