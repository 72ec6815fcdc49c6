package io.tidings.gateway;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.emptyString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import io.tidings.gateway.directory.HandFedDirectory;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

import jakarta.inject.Inject;

/** Bodies in both directions, and services that fail. */
@QuarkusTest
@WithTestResource(StubServices.class)
class StreamingTest {
    private static final int MEGABYTE = 1024 * 1024;

    @Inject
    HandFedDirectory directory;

    @ConfigProperty(name = "quarkus.http.test-port")
    int port;

    private String key;

    @BeforeEach
    void a_tenant_with_a_key() {
        key = directory.key(directory.tenant("bakery", "pro", true));
    }

    private RequestSpecification caller() {
        return given().header("X-API-Key", key);
    }

    @Test
    void a_body_of_900_kB_goes_through_and_back_byte_for_byte() {
        byte[] body = random(900_000);

        byte[] back = caller().contentType("application/octet-stream")
                .body(body)
                .post("/api/v1/orders/echo")
                .then()
                .statusCode(200)
                .extract()
                .asByteArray();

        assertThat(back).isEqualTo(body);
    }

    @Test
    void a_chunked_body_goes_through_and_back_byte_for_byte() throws Exception {
        byte[] body = random(900_000);

        HttpResponse<byte[]> answer = sendChunked("/api/v1/orders/echo", body);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo(body);
    }

    @Test
    void an_api_body_above_1_MB_is_refused_before_it_reaches_a_service() {
        int before = StubServices.count();

        caller().body(random(MEGABYTE + 1))
                .post("/api/v1/orders")
                .then()
                .statusCode(413)
                .body("code", equalTo("request.too-large"));

        assertThat(StubServices.count()).isEqualTo(before);
    }

    @Test
    void a_chunked_body_is_counted_on_its_way() throws Exception {
        int before = StubServices.count();

        HttpResponse<byte[]> answer = sendChunked("/api/v1/orders", random(2 * MEGABYTE));

        assertThat(answer.statusCode()).isEqualTo(413);
        assertThat(new String(answer.body())).contains("request.too-large");
        assertThat(StubServices.count()).isEqualTo(before);
    }

    @Test
    void a_webhook_may_have_3_MB() {
        given().body(random(3 * MEGABYTE)).post("/webhooks/whatsapp").then().statusCode(200);
        assertThat(StubServices.last().bodyBytes()).isEqualTo(3 * MEGABYTE);

        given().body(random(3 * MEGABYTE + 1)).post("/webhooks/whatsapp").then().statusCode(413);
    }

    @Test
    void a_file_of_contacts_may_be_larger_than_anything_else() throws Exception {
        HttpResponse<byte[]> answer = sendChunked("/api/v1/contacts/imports", random(4 * MEGABYTE));
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(StubServices.last().bodyBytes()).isEqualTo(4 * MEGABYTE);

        assertThat(sendChunked("/api/v1/contacts/imports/7", random(2 * MEGABYTE))
                        .statusCode())
                .isEqualTo(413);
    }

    @Test
    void an_answer_of_unknown_length_comes_through() {
        String body = caller().get("/api/v1/orders/stream")
                .then()
                .statusCode(200)
                .extract()
                .asString();

        assertThat(body).hasSize(1000);
    }

    @Test
    void answers_without_a_body_stay_without_one() {
        caller().delete("/api/v1/orders/nothing").then().statusCode(204).body(emptyString());
        caller().get("/api/v1/orders/unchanged").then().statusCode(304).header("ETag", "\"1\"");
        caller().head("/api/v1/orders/chatty").then().statusCode(200).header("Content-Length", "5");
        given().head("/api/v1/orders").then().statusCode(401).body(emptyString());
        caller().get("/api/v1/orders").then().statusCode(200);
    }

    @Test
    void a_services_own_refusal_comes_through_as_it_is() {
        caller().get("/api/v1/invoices/error").then().statusCode(500).body(equalTo("{\"code\":\"internal\"}"));
    }

    @Test
    void a_service_that_does_not_answer_is_a_timeout() {
        caller().get("/api/v1/invoices/silent")
                .then()
                .statusCode(504)
                .contentType("application/problem+json")
                .body("code", equalTo("service.timeout"));
    }

    @Test
    void a_write_that_was_cut_off_is_told_as_such_and_not_repeated() {
        int before = StubServices.count();

        caller().body("{}")
                .post("/api/v1/invoices/hang-up")
                .then()
                .statusCode(502)
                .body("code", equalTo("service.interrupted"));

        assertThat(StubServices.count()).isEqualTo(before + 1);
    }

    @Test
    void a_read_that_was_cut_off_is_asked_once_more() {
        int before = StubServices.count();

        caller().get("/api/v1/invoices/hang-up").then().statusCode(502);

        assertThat(StubServices.count()).isEqualTo(before + 2);
    }

    @Test
    void an_answer_that_breaks_off_does_not_look_whole() {
        assertThatThrownBy(() -> caller().get("/api/v1/invoices/break-off").asString())
                .isInstanceOf(IOException.class);
    }

    @Test
    void clients_that_hang_up_do_not_close_a_service_to_others() throws IOException {
        for (int i = 0; i < 15; i++) {
            try (Socket socket = new Socket("127.0.0.1", port)) {
                socket.getOutputStream()
                        .write(("GET /api/v1/contacts/silent HTTP/1.1\r\nHost: localhost\r\nX-API-Key: " + key
                                        + "\r\n\r\n")
                                .getBytes(StandardCharsets.US_ASCII));
            }
        }

        caller().get("/api/v1/contacts").then().statusCode(200);
    }

    @Test
    void a_service_that_is_gone_is_unavailable_and_back_again_when_it_is() throws Exception {
        StubServices.shut();
        try {
            for (int i = 0; i < 25; i++) {
                caller().get("/api/v1/campaigns")
                        .then()
                        .statusCode(503)
                        .header("Retry-After", "1")
                        .body("code", equalTo("service.unavailable"));
            }
            await().atMost(Duration.ofSeconds(30))
                    .untilAsserted(
                            () -> given().get("/health").then().statusCode(503).body("services.campaign", is("DOWN")));
        } finally {
            StubServices.restart();
        }

        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> caller().get("/api/v1/campaigns").then().statusCode(200));
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(
                        () -> given().get("/health").then().statusCode(200).body("status", is("UP")));
    }

    @Test
    void a_breaker_opens_for_one_service_only() {
        // once open it stays so for a second; a failure after that opens it again
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            for (int i = 0; i < 12; i++) {
                caller().get("/api/v1/stores/overloaded").then().statusCode(503);
            }
            caller().get("/api/v1/stores").then().statusCode(503).body("code", equalTo("service.unavailable"));
        });
        caller().get("/api/v1/contacts").then().statusCode(200);

        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> caller().get("/api/v1/stores").then().statusCode(200));
    }

    private HttpResponse<byte[]> sendChunked(String path, byte[] body) throws Exception {
        try (HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                    .header("X-API-Key", key)
                    .POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body)))
                    .build();
            return client.send(request, BodyHandlers.ofByteArray());
        }
    }

    private static byte[] random(int length) {
        byte[] bytes = new byte[length];
        ThreadLocalRandom.current().nextBytes(bytes);
        return bytes;
    }
}
