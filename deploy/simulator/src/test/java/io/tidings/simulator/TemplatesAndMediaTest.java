package io.tidings.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidings.simulator.http.Json;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** Templates under review, and what people send beside words. */
class TemplatesAndMediaTest {
    private static final String BODY = """
            {"name":"%s","language":"en","category":"UTILITY","parameter_format":"NAMED","components":[{"type":"BODY",
             "text":"Hi {{first_name}}, table {{table}} is free for {{first_name}}.",
             "example":{"body_text_named_params":[{"param_name":"first_name","example":"Ana"},
              {"param_name":"table","example":"4"}]}}]}""";

    private final HttpClient client = HttpClient.newHttpClient();

    @TempDir
    private Path directory;

    private Suite suite;
    private RunningSimulator simulator;

    @BeforeEach
    void start() throws Exception {
        suite = new Suite();
        simulator = new RunningSimulator(directory, suite.url());
    }

    @AfterEach
    void stop() throws Exception {
        simulator.close();
        suite.close();
    }

    @Test
    void a_template_is_reviewed_and_then_takes_its_parameters_by_name() throws Exception {
        var taken = call("/v23.0/102/message_templates", BODY.formatted("table_free"), 200);
        assertThat(taken.path("status").asText()).isEqualTo("PENDING");
        await().until(() -> !news().isEmpty());
        assertThat(news().getFirst().at("/value/event").asText()).isEqualTo("APPROVED");
        assertThat(news().getFirst().at("/value/message_template_id").asText())
                .isEqualTo(taken.path("id").asText());
        assertThat(simulator.send(message("first_name", "table")).status()).isEqualTo(200);
        assertThat(simulator.journal("whatsapp.send").getFirst().path("text").asText())
                .isEqualTo("Hi Ana, table 4 is free for Ana.");
        assertThat(simulator.send(message("first_name", "nonsense")).errorCode())
                .isEqualTo(132012);
    }

    @Test
    void a_template_can_be_rejected_and_sent_again() throws Exception {
        var taken = call("/v23.0/102/message_templates", BODY.formatted("please_reject"), 200);
        await().until(() -> !news().isEmpty());
        assertThat(news().getFirst().at("/value/event").asText()).isEqualTo("REJECTED");
        call("/v23.0/" + taken.path("id").asText(), BODY.formatted("please_reject"), 200);
        await().until(() -> news().size() == 2);
        call("/v23.0/99", BODY.formatted("x"), 400);
        call("/v23.0/102/message_templates", "{}", 400);
        call("/v23.0/102/message_templates", BODY.formatted("Not A Name"), 400);
    }

    @Test
    void a_picture_is_told_by_its_id_and_fetched_in_two_steps() throws Exception {
        simulator.post(
                "/simulator/inbound",
                "{\"phone_number_id\":\"1\",\"from\":\"34600111222\",\"media\":{\"caption\":\"Look\"}}");
        await().until(() -> !suite.messages().isEmpty());
        var image = suite.messages().getFirst().path("image");
        assertThat(image.path("caption").asText()).isEqualTo("Look");
        assertThat(image.path("mime_type").asText()).isEqualTo("image/png");
        var where = Json.parse(get(simulator.uri("/v23.0/" + image.path("id").asText() + "?phone_number_id=1"), 200)
                .getBytes(StandardCharsets.UTF_8));
        assertThat(get(URI.create(where.path("url").asText()), 200)).contains("PNG");
        assertThat(get(simulator.uri("/whatsapp-media/nonsense"), 404)).isEmpty();
    }

    private List<JsonNode> news() {
        return suite.hooks().stream()
                .map(hook -> hook.json().at("/entry/0/changes/0"))
                .filter(change -> change.path("field").asText().equals("message_template_status_update"))
                .toList();
    }

    private static String message(String first, String second) {
        return """
                {"messaging_product":"whatsapp","to":"34600111222","type":"template","template":{"name":"table_free",
                 "language":{"code":"en"},"components":[{"type":"body","parameters":[
                  {"type":"text","parameter_name":"%s","text":"4"},
                  {"type":"text","parameter_name":"%s","text":"Ana"}]}]}}""".formatted(second, first);
    }

    private JsonNode call(String path, String body, int status) throws Exception {
        var request = HttpRequest.newBuilder(simulator.uri(path))
                .header("Authorization", "Bearer t")
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        var answer = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
        assertThat(answer.statusCode()).isEqualTo(status);
        return Json.parse(answer.body());
    }

    private String get(URI uri, int status) throws Exception {
        var request =
                HttpRequest.newBuilder(uri).header("Authorization", "Bearer t").build();
        var answer = client.send(request, HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(status);
        return answer.body();
    }
}
