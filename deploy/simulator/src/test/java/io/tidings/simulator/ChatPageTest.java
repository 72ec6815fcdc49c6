package io.tidings.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;

class ChatPageTest {

    private static final String CHAT = "/simulator/chats/" + RunningSimulator.NUMBER + "/34600111222";

    private Suite suite;
    private RunningSimulator simulator;

    @BeforeEach
    void start(@TempDir Path directory) throws Exception {
        suite = new Suite();
        simulator = new RunningSimulator(directory, suite.url());
    }

    @AfterEach
    void stop() throws Exception {
        simulator.close();
        suite.close();
    }

    @Test
    void the_page_needs_nothing_from_elsewhere_and_never_treats_text_as_html() throws Exception {
        var response = HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(simulator.uri("/")).build(), HttpResponse.BodyHandlers.ofString());

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Security-Policy").orElse(""))
                .contains("default-src 'none'");
        assertThat(response.body()).doesNotContain("innerHTML", "insertAdjacentHTML", "http://", "https://", "<link");
    }

    @Test
    void a_chat_shows_both_sides_with_ticks() throws Exception {
        simulator.sendTemplate("34600111222", "m");
        simulator.post(
                "/simulator/inbound",
                "{\"phone_number_id\":\"106540352242922\",\"from\":\"34600111222\",\"text\":\"<b>Thanks</b>\",\"name\":\"Inés\"}");

        await().until(() ->
                simulator.get(CHAT).json().at("/messages/0/status").asText().equals("read"));
        var chat = simulator.get(CHAT).json();
        assertThat(chat.path("name").asText()).isEqualTo("Inés");
        assertThat(chat.path("window_open").asBoolean()).isTrue();
        assertThat(chat.at("/messages/1/text").asText()).isEqualTo("<b>Thanks</b>");
        assertThat(chat.at("/messages/1/from_business").asBoolean()).isFalse();
        var list = simulator.get("/simulator/chats").json();
        assertThat(list.at("/chats/0/last_text").asText()).isEqualTo("<b>Thanks</b>");
        assertThat(list.path("version").asLong()).isPositive();
    }

    @Test
    void a_page_of_another_site_cannot_post_here_unasked() throws Exception {
        var request = HttpRequest.newBuilder(simulator.uri("/simulator/inbound"))
                .header("Content-Type", "text/plain")
                .POST(HttpRequest.BodyPublishers.ofString(
                        "{\"phone_number_id\":\"1\",\"from\":\"34600111222\",\"text\":\"x\"}"))
                .build();

        var response = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());

        assertThat(response.statusCode()).isEqualTo(415);
    }

    @Test
    void what_does_not_exist_is_a_problem_and_not_a_page() throws Exception {
        assertThat(simulator.get("/simulator/chats/1/2").status()).isEqualTo(404);
        assertThat(simulator.get("/nowhere").json().path("status").asInt()).isEqualTo(404);
        assertThat(simulator.get("/health").json().path("status").asText()).isEqualTo("UP");
    }
}
