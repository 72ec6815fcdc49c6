package io.tidings.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.file.Path;

class CloudApiErrorsTest {

    private static final String PHONE = "34600111222";

    private RunningSimulator simulator;

    @BeforeEach
    void start(@TempDir Path directory) throws Exception {
        simulator = new RunningSimulator(directory, null);
    }

    @AfterEach
    void stop() throws Exception {
        simulator.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            # http | code | what is sent
            400 | 100 | {}
            400 | 100 | {not json
            400 | 100 | []
            400 | 100 | {"messaging_product":"telegram","to":"34600111222","type":"text","text":{"body":"x"}}
            400 | 100 | {"messaging_product":"whatsapp","type":"text","text":{"body":"x"}}
            400 | 100 | {"messaging_product":"whatsapp","to":34600111222,"type":"text","text":{"body":"x"}}
            400 | 100 | {"messaging_product":"whatsapp","to":"34600111222","type":"carrier_pigeon"}
            400 | 100 | {"messaging_product":"whatsapp","to":"34600111222","type":"text","text":{"body":"x"},"extra":1}
            400 | 100 | {"messaging_product":"whatsapp","to":"34600111222","type":"text","text":{"body":"x","bold":true}}
            400 | 100 | {"messaging_product":"whatsapp","to":"34600111222","type":"text","text":"x"}
            400 | 100 | {"messaging_product":"whatsapp","recipient_type":"group","to":"34600111222","text":{"body":"x"}}
            400 | 131008 | {"messaging_product":"whatsapp","to":"34600111222","type":"text"}
            400 | 131008 | {"messaging_product":"whatsapp","to":"34600111222","type":"text","text":{"body":""}}
            400 | 131008 | {"messaging_product":"whatsapp","to":"34600111222","type":"template","template":{"name":"drip_step"}}
            400 | 131009 | {"messaging_product":"whatsapp","to":"not a phone","type":"text","text":{"body":"x"}}
            400 | 131009 | {"messaging_product":"whatsapp","to":"0600111222","type":"text","text":{"body":"x"}}
            400 | 131051 | {"messaging_product":"whatsapp","to":"34600111222","type":"reaction","reaction":{"emoji":"x"}}
            400 | 131008 | {"messaging_product":"whatsapp","to":"34600111222","type":"image"}
            400 | 100 | {"messaging_product":"whatsapp","to":"34600111222","type":"image","image":{"id":"1","link":"https://a.example/x"}}
            400 | 100 | {"messaging_product":"whatsapp","to":"34600111222","type":"audio","audio":{"link":"https://a.example/x","caption":"x"}}
            400 | 100 | {"messaging_product":"whatsapp","to":"34600111222","type":"image","image":{"link":"file:///etc/passwd"}}
            404 | 132001 | {"messaging_product":"whatsapp","to":"34600111222","type":"template","template":{"name":"nope","language":{"code":"en"}}}
            404 | 132001 | {"messaging_product":"whatsapp","to":"34600111222","type":"template","template":{"name":"drip_step","language":{"code":"xx"}}}
            400 | 132000 | {"messaging_product":"whatsapp","to":"34600111222","type":"template","template":{"name":"drip_step","language":{"code":"en"}}}
            400 | 132000 | {"messaging_product":"whatsapp","to":"34600111222","type":"template","template":{"name":"otp_code","language":{"code":"en"},"components":[{"type":"body","parameters":[{"type":"text","text":"123456"}]}]}}
            """)
    void a_call_that_is_not_in_order_is_refused_as_meta_does(int http, int code, String body) throws Exception {
        var answer = simulator.send(body);

        assertThat(answer.errorCode()).isEqualTo(code);
        assertThat(answer.status()).isEqualTo(http);
        assertThat(answer.json().at("/error/type").asText()).isEqualTo("OAuthException");
        assertThat(answer.json().at("/error/fbtrace_id").asText()).isNotEmpty();
        assertThat(simulator.journal("whatsapp.send")).isEmpty();
        assertThat(simulator.journal("whatsapp.refused"))
                .singleElement()
                .satisfies(entry -> assertThat(entry.path("code").asInt()).isEqualTo(code));
    }

    @Test
    void a_wrong_number_of_parameters_says_how_many_it_wanted() throws Exception {
        var answer = simulator.send(templateWith("{\"type\":\"text\",\"text\":\"one\"}"));

        assertThat(answer.json().at("/error/error_data/details").asText())
                .isEqualTo("body: number of localizable_params (1) does not match the expected number of params (2)");
    }

    @ParameterizedTest
    @CsvSource({"one\\ntwo, 132018", "tab\\there, 132018", "'five     spaces', 132018", "'', 131008"})
    void a_template_parameter_is_one_line_of_text(String text, int code) throws Exception {
        var parameter = "{\"type\":\"text\",\"text\":\"" + text + "\"}";

        assertThat(simulator.send(templateWith(parameter + "," + parameter)).errorCode())
                .isEqualTo(code);
    }

    @Test
    void half_a_surrogate_pair_and_a_nul_are_written_down_like_any_text() throws Exception {
        var half = "half \\ud83d and \\u0000";

        assertThat(simulator.send(RunningSimulator.text(PHONE, half)).status()).isEqualTo(200);
        assertThat(simulator.send("{\"" + half + "\":1}").errorCode()).isEqualTo(100);

        assertThat(simulator.journal("whatsapp.send").getFirst().path("text").asText())
                .isEqualTo("half \ud83d and \0");
        assertThat(simulator.journal("whatsapp.refused")).hasSize(1);
        assertThat(simulator.get("/simulator/chats").status()).isEqualTo(200);
    }

    @Test
    void a_body_nested_without_end_or_an_endless_recipient_is_refused() throws Exception {
        assertThat(simulator.send("{\"to\":" + "[".repeat(5000)).errorCode()).isEqualTo(100);
        assertThat(simulator.send("{\"to\":\"" + "9".repeat(100_000) + "\"}").errorCode())
                .isEqualTo(100);
        assertThat(simulator
                        .send(RunningSimulator.text("9".repeat(100_000), "x"))
                        .errorCode())
                .isEqualTo(131009);
    }

    @Test
    void a_parameter_of_a_type_the_template_does_not_have_is_132012() throws Exception {
        var image = "{\"type\":\"image\"}";

        assertThat(simulator.send(templateWith(image + "," + image)).errorCode())
                .isEqualTo(132012);
    }

    @Test
    void a_text_is_at_most_4096_characters_and_the_opaque_data_512() throws Exception {
        assertThat(simulator
                        .send(RunningSimulator.text(PHONE, "x".repeat(4097)))
                        .errorCode())
                .isEqualTo(100);
        assertThat(simulator.sendTemplate(PHONE, "x".repeat(513)).errorCode()).isEqualTo(100);
        assertThat(simulator.sendTemplate(PHONE, "x".repeat(512)).status()).isEqualTo(200);
    }

    @Test
    void an_interactive_message_has_up_to_three_buttons_of_20_characters() throws Exception {
        assertThat(simulator.send(buttons("Yes", "No")).status()).isEqualTo(200);
        assertThat(simulator.send(buttons("1", "2", "3", "4")).errorCode()).isEqualTo(131009);
        assertThat(simulator.send(buttons("a label that is too long")).errorCode())
                .isEqualTo(131009);
        assertThat(simulator.send(buttons()).errorCode()).isEqualTo(131009);
    }

    @Test
    void without_the_token_of_the_number_nothing_is_taken() throws Exception {
        var body = RunningSimulator.template(PHONE, "m1");
        simulator.post(
                "/simulator/numbers",
                "{\"phone_number_id\":\"77\",\"display_phone_number\":\"+1 555 0100\",\"access_token\":\"right\"}");

        var none = simulator.send("v23.0", "77", null, body);
        assertThat(none.status()).isEqualTo(401);
        assertThat(none.errorCode()).isEqualTo(190);
        assertThat(simulator.send("v23.0", "77", "Basic cmlnaHQ=", body).errorCode())
                .isEqualTo(190);
        assertThat(simulator.send("v23.0", "77", "Bearer wrong", body).errorCode())
                .isEqualTo(190);
        assertThat(simulator.send("v23.0", "77", "Bearer right", body).status()).isEqualTo(200);
    }

    @Test
    void a_number_belongs_to_the_token_it_was_first_used_with() throws Exception {
        var body = RunningSimulator.template(PHONE, "m1");

        assertThat(simulator.send("v23.0", "88", "Bearer first", body).status()).isEqualTo(200);
        assertThat(simulator.send("v23.0", "88", "Bearer second", body).errorCode())
                .isEqualTo(190);
    }

    @Test
    void in_strict_mode_only_registered_numbers_exist() throws Exception {
        simulator.post("/simulator/faults", "{\"strict\":true}");

        var answer = simulator.sendTemplate(PHONE, "m1");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.errorCode()).isEqualTo(100);
        assertThat(answer.json().at("/error/error_subcode").asInt()).isEqualTo(33);
    }

    @Test
    void a_template_that_was_added_can_be_used() throws Exception {
        simulator.post(
                "/simulator/templates",
                "{\"name\":\"hello\",\"language\":\"es\",\"body\":\"Hola {{1}}\",\"buttons\":[\"Baja\"]}");

        var answer = simulator.send("""
                {"messaging_product":"whatsapp","to":"%s","type":"template","template":{"name":"hello",
                 "language":{"code":"es"},"components":[
                  {"type":"body","parameters":[{"type":"text","text":"Rosa"}]},
                  {"type":"button","sub_type":"quick_reply","index":"0","parameters":[{"type":"payload","payload":"OUT"}]}]}}""".formatted(PHONE));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(simulator.journal("whatsapp.send").getFirst().path("text").asText())
                .isEqualTo("Hola Rosa");
        var chat = simulator
                .get("/simulator/chats/" + RunningSimulator.NUMBER + "/" + PHONE)
                .json();
        assertThat(chat.at("/messages/0/buttons/0/payload").asText()).isEqualTo("OUT");
    }

    private static String templateWith(String parameters) {
        return """
                {"messaging_product":"whatsapp","to":"%s","type":"template","template":{"name":"drip_step",
                 "language":{"code":"en"},"components":[{"type":"body","parameters":[%s]}]}}""".formatted(PHONE, parameters);
    }

    private static String buttons(String... labels) {
        var json = new StringBuilder();
        for (var label : labels) {
            json.append(json.isEmpty() ? "" : ",")
                    .append("{\"type\":\"reply\",\"reply\":{\"id\":\"b\",\"title\":\"")
                    .append(label)
                    .append("\"}}");
        }
        return """
                {"messaging_product":"whatsapp","to":"%s","type":"interactive","interactive":{"type":"button",
                 "body":{"text":"Is it you?"},"action":{"buttons":[%s]}}}""".formatted(PHONE, json);
    }
}
