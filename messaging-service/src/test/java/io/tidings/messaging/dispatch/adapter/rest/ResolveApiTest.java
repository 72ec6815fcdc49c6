package io.tidings.messaging.dispatch.adapter.rest;

import static io.tidings.testkit.infra.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.tidings.contracts.Topics;
import io.tidings.contracts.messaging.MessageFailed;
import io.tidings.contracts.messaging.MessageSent;
import io.tidings.messaging.Api;
import io.tidings.messaging.ScriptedSender;
import io.tidings.messaging.Shop;
import io.tidings.messaging.dispatch.domain.SendOutcome;
import io.tidings.messaging.send.application.RequestSend;
import io.tidings.testkit.infra.Records;
import io.tidings.testkit.infra.TidingsInfra;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.util.UUID;

import jakarta.inject.Inject;

@QuarkusTest
@QuarkusTestResource(TidingsInfra.class)
class ResolveApiTest {
    @Inject
    RequestSend requestSend;

    @Inject
    ScriptedSender provider;

    private final String person = Shop.somebody();

    private Shop shop;

    @BeforeEach
    void a_shop_is_open() {
        shop = Shop.open();
    }

    @Test
    void a_person_says_that_an_unknown_message_was_not_sent() {
        var id = unknown();
        resolve(id, "failed")
                .statusCode(200)
                .body("status", equalTo("failed"))
                .body("error.code", equalTo("message.resolved"))
                .body("history[-1].source", equalTo("person"))
                .body("history[-1].by", startsWith("key:"));
        await().untilAsserted(() -> assertThat(Records.events(Topics.MESSAGING, shop.tenant(), MessageFailed.class))
                .singleElement()
                .satisfies(failed -> assertThat(failed.code()).isEqualTo("message.resolved")));
        resolve(id, "sent").statusCode(409).body("code", equalTo("message.not-unknown"));
        assertThat(provider.callsTo(person)).hasSize(1);
    }

    @Test
    void a_person_says_that_it_was_sent_and_the_provider_has_the_last_word() {
        var id = unknown();
        resolve(id, "sent").statusCode(200).body("status", equalTo("sent"));
        Api.as(shop.tenant()).get("/api/v1/messages?status=sent").then().body("items.id", contains(id.toString()));
        await().untilAsserted(() -> assertThat(Records.events(Topics.MESSAGING, shop.tenant(), MessageSent.class))
                .hasSize(1));
        shop.status("wamid.late", "delivered", id, "");
        await().untilAsserted(() -> assertThat(shop.status(id)).isEqualTo("delivered"));
        assertThat(shop.column("provider_message_id", id)).isEqualTo("wamid.late");
    }

    @Test
    void what_is_known_or_not_there_cannot_be_resolved() {
        var id = shop.notify(requestSend, person);
        await().untilAsserted(() -> assertThat(shop.status(id)).isEqualTo("sent"));
        resolve(id, "failed").statusCode(409).body("code", equalTo("message.not-unknown"));
        resolve(UUID.randomUUID(), "failed").statusCode(404).body("code", equalTo("message.not-found"));
        resolve(id, "read").statusCode(422);
    }

    private UUID unknown() {
        provider.script(person, new SendOutcome.Uncertain("dispatch.timeout"));
        var id = shop.notify(requestSend, person);
        await().untilAsserted(() -> assertThat(shop.status(id)).isEqualTo("unknown"));
        return id;
    }

    private ValidatableResponse resolve(UUID id, String status) {
        return Api.as(shop.tenant())
                .body("{\"status\":\"" + status + "\"}")
                .post("/api/v1/messages/" + id + "/resolve")
                .then();
    }
}
