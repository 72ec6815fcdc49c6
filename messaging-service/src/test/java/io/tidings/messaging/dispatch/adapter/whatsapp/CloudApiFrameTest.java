package io.tidings.messaging.dispatch.adapter.whatsapp;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidings.messaging.dispatch.application.ClaimedMessage;
import io.tidings.messaging.dispatch.domain.Waiting;
import io.tidings.messaging.message.domain.Attached;
import io.tidings.messaging.message.domain.Attached.Frame;
import io.tidings.messaging.message.domain.Attached.FrameButton;
import io.tidings.messaging.message.domain.MessageStatus;
import io.tidings.messaging.message.domain.Purpose;
import io.tidings.messaging.phonenumber.application.SendingNumber;
import io.tidings.runtime.tenancy.TenantId;
import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** The components of a template message as Meta documents them. */
class CloudApiFrameTest {

    @Test
    void a_named_text_header_and_buttons_go_out_as_the_api_reads_them() {
        sends(
                List.of("Ana"),
                new Frame(
                        List.of("first_name"),
                        new Attached.Words("Order 1001", "1001", "order_number"),
                        List.of(
                                new FrameButton("url", "Track", "o/1001?a=b", "https://shop.example/o/1001?a=b"),
                                new FrameButton("url", "Shop", null, "https://shop.example/"),
                                new FrameButton("copy_code", null, "SAVE25", null),
                                new FrameButton("phone_number", "Call", null, "+34911222333"),
                                new FrameButton("quick_reply", "Stop", "stop:7", null),
                                new FrameButton("quick_reply", "Fine", null, null))),
                """
                [{"type":"header","parameters":[{"type":"text","parameter_name":"order_number","text":"1001"}]},
                 {"type":"body","parameters":[{"type":"text","parameter_name":"first_name","text":"Ana"}]},
                 {"type":"button","sub_type":"url","index":"0","parameters":[{"type":"text","text":"o/1001?a=b"}]},
                 {"type":"button","sub_type":"COPY_CODE","index":"2",
                  "parameters":[{"type":"coupon_code","coupon_code":"SAVE25"}]},
                 {"type":"button","sub_type":"quick_reply","index":"4",
                  "parameters":[{"type":"payload","payload":"stop:7"}]}]""");
    }

    @Test
    void a_numbered_text_header_has_no_name() {
        sends(List.of(), new Frame(List.of(), new Attached.Words("Order 7", "7", null), List.of()), """
                [{"type":"header","parameters":[{"type":"text","text":"7"}]}]""");
    }

    @Test
    void files_go_by_link_and_a_document_by_its_name_too() {
        sends(
                List.of("Ana"),
                new Frame(
                        List.of(),
                        new Attached.Media(Attached.Kind.DOCUMENT, "https://shop.example/bill.pdf", "bill.pdf"),
                        List.of()),
                """
                [{"type":"header","parameters":[{"type":"document",
                  "document":{"link":"https://shop.example/bill.pdf","filename":"bill.pdf"}}]},
                 {"type":"body","parameters":[{"type":"text","text":"Ana"}]}]""");
        for (var kind : List.of(Attached.Kind.IMAGE, Attached.Kind.VIDEO)) {
            sends(
                    List.of(),
                    new Frame(List.of(), new Attached.Media(kind, "https://shop.example/x", null), List.of()),
                    "[{\"type\":\"header\",\"parameters\":[{\"type\":\"%1$s\",\"%1$s\":{\"link\":\"https://shop.example/x\"}}]}]"
                            .formatted(kind.wire()));
        }
    }

    @Test
    void a_location_has_all_that_the_api_wants() {
        sends(
                List.of(),
                new Frame(List.of(), new Attached.Location(0.00001, -122.1613, "Casa Ana", "Calle Mayor 1"), List.of()),
                """
                [{"type":"header","parameters":[{"type":"location","location":{"latitude":"0.000010",
                  "longitude":"-122.1613","name":"Casa Ana","address":"Calle Mayor 1"}}]}]""");
    }

    @Test
    void what_the_template_says_by_itself_is_not_repeated() {
        assertThat(body(
                                List.of(),
                                new Frame(
                                        List.of(),
                                        new Attached.Words("Welcome", null, null),
                                        List.of(new FrameButton("quick_reply", "Hi", null, null))))
                        .path("template")
                        .has("components"))
                .isFalse();
    }

    private static void sends(List<String> parameters, Frame frame, String components) {
        try {
            assertThat(body(parameters, frame).at("/template/components"))
                    .isEqualTo(new ObjectMapper().readTree(components));
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    private static JsonNode body(List<String> parameters, Frame frame) {
        var message = new Waiting(
                UUID.randomUUID(),
                MessageStatus.QUEUED,
                UUID.randomUUID(),
                "intent",
                Purpose.TRANSACTIONAL,
                "34600111222",
                "hello",
                "en",
                parameters,
                "Hi",
                frame,
                UUID.randomUUID(),
                null,
                null,
                Instant.parse("2026-11-22T10:00:00Z"),
                false,
                false,
                false);
        return CloudApiBody.of(new ClaimedMessage(
                new TenantId(new UUID(7, 7)),
                message,
                new SendingNumber(UUID.randomUUID(), "1055", "token", 80, true)));
    }
}
