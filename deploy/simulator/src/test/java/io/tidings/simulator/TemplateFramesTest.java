package io.tidings.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;

/** Headers and buttons of templates: under review, and in a send. */
class TemplateFramesTest {
    private static final String URL = "{\"type\":\"URL\",\"text\":\"Track\",\"url\":\"https://shop.example/{{1}}\"%s}";
    private static final String TEXT =
            "{\"type\":\"header\",\"parameters\":[{\"type\":\"text\",\"parameter_name\":\"order\",\"text\":\"7\"}]}";
    private static final String TRACK =
            "{\"type\":\"button\",\"sub_type\":\"url\",\"index\":\"0\",\"parameters\":[{\"type\":\"text\",\"text\":\"o7\"}]}";
    private static final String CODE = "{\"type\":\"button\",\"sub_type\":\"COPY_CODE\",\"index\":1,"
            + "\"parameters\":[{\"type\":\"coupon_code\",\"coupon_code\":\"HALF\"}]}";
    private static final String ALL = TEXT + "," + TRACK + "," + CODE;

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
    void a_header_and_buttons_are_reviewed_and_then_filled() throws Exception {
        approve();
        assertThat(send("sent_off", ALL)).isZero();
        assertThat(simulator.journal("whatsapp.send").getFirst().path("text").asText())
                .isEqualTo("Order 7\nThank you\n[Track] https://shop.example/o7\n[Copy code] HALF");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"type\":\"HEADER\",\"format\":\"TEXT\",\"text\":\"Order {{order}}\"}",
                "{\"type\":\"HEADER\",\"format\":\"TEXT\",\"text\":\"Order {{1}}\",\"example\":{}}",
                "{\"type\":\"HEADER\",\"format\":\"IMAGE\"}",
                "{\"type\":\"HEADER\",\"format\":\"PAINTING\"}",
                "{\"type\":\"BUTTONS\",\"buttons\":[{\"type\":\"URL\",\"text\":\"T\",\"url\":\"https://a.example/{{1}}\"}]}",
                "{\"type\":\"BUTTONS\",\"buttons\":[{\"type\":\"COPY_CODE\"}]}"
            })
    void places_need_their_examples(String component) throws Exception {
        assertThat(submit(component)).isEqualTo(400);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "%2$s,%3$s | 132000",
                "%1$s,%3$s | 131008",
                "%1$s,%2$s | 131008",
                "{\"type\":\"header\",\"parameters\":[{\"type\":\"text\",\"text\":\"7\"}]},%2$s,%3$s | 132012",
                "{\"type\":\"header\",\"parameters\":[{\"type\":\"image\",\"image\":{\"link\":\"https://a.b/c\"}}]},%2$s,%3$s"
                        + " | 132012",
                "%1$s,%2$s,{\"type\":\"button\",\"sub_type\":\"url\",\"index\":1,"
                        + "\"parameters\":[{\"type\":\"text\",\"text\":\"x\"}]} | 132012",
                "%1$s,%2$s,{\"type\":\"button\",\"sub_type\":\"copy_code\",\"index\":1,"
                        + "\"parameters\":[{\"type\":\"text\",\"text\":\"x\"}]} | 132012",
                "%1$s,%2$s,%3$s,{\"type\":\"button\",\"sub_type\":\"url\",\"index\":2,"
                        + "\"parameters\":[{\"type\":\"text\",\"text\":\"x\"}]} | 132000",
                "%1$s,%2$s,{\"type\":\"button\",\"sub_type\":\"copy_code\",\"index\":1,"
                        + "\"parameters\":[{\"type\":\"coupon_code\",\"coupon_code\":\"A-B\"}]} | 131009"
            })
    void parameters_that_do_not_fit_are_refused(String components, int code) throws Exception {
        approve();
        assertThat(send("sent_off", components.formatted(TEXT, TRACK, CODE))).isEqualTo(code);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "document | {\"type\":\"document\",\"document\":{\"link\":\"https://a.b/c\",\"filename\":\"c.pdf\"}} | 0",
                "document | {\"type\":\"image\",\"image\":{\"link\":\"https://a.b/c\"}} | 132012",
                "document | {\"type\":\"document\",\"document\":{}} | 100",
                "image | {\"type\":\"image\",\"image\":{\"link\":\"https://a.b/c\"}} | 0",
                "location | {\"type\":\"location\",\"location\":{\"latitude\":\"40.4\",\"longitude\":\"-3.7\",\"name\":\"a\","
                        + "\"address\":\"b\"}} | 0",
                "location | {\"type\":\"location\",\"location\":{\"latitude\":\"91\",\"longitude\":\"0\",\"name\":\"a\","
                        + "\"address\":\"b\"}} | 131009",
                "location | {\"type\":\"location\",\"location\":{\"latitude\":\"1\",\"longitude\":\"0\"}} | 131008"
            })
    void files_and_places_above_the_body(String format, String parameter, int code) throws Exception {
        simulator.post(
                "/simulator/templates", "{\"name\":\"above\",\"body\":\"Hi\",\"header_format\":\"" + format + "\"}");
        assertThat(send("above", "{\"type\":\"header\",\"parameters\":[" + parameter + "]}"))
                .isEqualTo(code);
        assertThat(send("above", "")).isEqualTo(132012);
    }

    @Test
    void an_address_without_a_place_takes_nothing() throws Exception {
        simulator.post(
                "/simulator/templates",
                "{\"name\":\"plain\",\"body\":\"Hi\","
                        + "\"buttons\":[{\"type\":\"url\",\"text\":\"Shop\",\"value\":\"https://shop.example/\"}]}");
        assertThat(send("plain", TRACK)).isEqualTo(132018);
        assertThat(send("plain", "")).isZero();
    }

    private void approve() throws Exception {
        assertThat(submit("{\"type\":\"HEADER\",\"format\":\"TEXT\",\"text\":\"Order {{order}}\","
                        + "\"example\":{\"header_text_named_params\":[{\"param_name\":\"order\",\"example\":\"1\"}]}},"
                        + "{\"type\":\"BUTTONS\",\"buttons\":["
                        + URL.formatted(",\"example\":[\"https://shop.example/1\"]")
                        + ",{\"type\":\"COPY_CODE\",\"example\":\"SAVE25\"}]}"))
                .isEqualTo(200);
        await().until(() -> !suite.hooks().isEmpty());
    }

    private int submit(String components) throws Exception {
        var request = HttpRequest.newBuilder(simulator.uri("/v23.0/102/message_templates"))
                .header("Authorization", "Bearer t")
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{\"name\":\"sent_off\",\"language\":\"en\","
                        + "\"category\":\"MARKETING\",\"components\":[{\"type\":\"BODY\",\"text\":\"Thank you\"},"
                        + components
                        + "]}"))
                .build();
        return HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }

    /** The code of the refusal, 0 for none. */
    private int send(String template, String components) throws Exception {
        var answer = simulator.send("""
                {"messaging_product":"whatsapp","to":"34600111222","type":"template","template":{"name":"%s",
                 "language":{"code":"en"},"components":[%s]}}""".formatted(template, components));
        return answer.status() == 200 ? 0 : answer.errorCode();
    }
}
