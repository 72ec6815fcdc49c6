package io.tidings.simulator.whatsapp;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidings.simulator.http.Endpoints;
import io.tidings.simulator.http.Input;
import io.tidings.simulator.http.Json;
import io.tidings.simulator.http.Refused;
import io.tidings.simulator.whatsapp.InboundMessage.Content;
import io.tidings.simulator.whatsapp.WhatsAppSettings.Timings;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import org.jspecify.annotations.Nullable;

import java.time.InstantSource;
import java.util.Set;

/** The simulator's own endpoints of the WhatsApp side: numbers, templates, timings, inbound messages, the handshake. */
final class WhatsAppControls {

    private static final Set<String> CATEGORIES = Set.of("utility", "marketing", "authentication");
    private static final long LONGEST_DELAY_MS = 3_600_000;

    private final InstantSource clock;
    private final BusinessNumbers numbers;
    private final Templates templates;
    private final StatusSchedule statuses;
    private final ReceiveMessage receive;
    private final VerifyWebhook verify;

    WhatsAppControls(
            InstantSource clock,
            BusinessNumbers numbers,
            Templates templates,
            StatusSchedule statuses,
            ReceiveMessage receive,
            VerifyWebhook verify) {
        this.clock = clock;
        this.numbers = numbers;
        this.templates = templates;
        this.statuses = statuses;
        this.receive = receive;
        this.verify = verify;
    }

    void register(Endpoints endpoints) {
        endpoints.onBody(HttpMethod.POST, "/simulator/numbers", this::registerNumber);
        endpoints.on(HttpMethod.GET, "/simulator/numbers", context -> listNumbers());
        endpoints.onBody(HttpMethod.POST, "/simulator/templates", this::addTemplate);
        endpoints.on(HttpMethod.GET, "/simulator/templates", context -> listTemplates());
        endpoints.onBody(HttpMethod.PUT, "/simulator/timings", this::changeTimings);
        endpoints.on(HttpMethod.GET, "/simulator/timings", context -> timings());
        endpoints.onBody(HttpMethod.POST, "/simulator/inbound", this::inbound);
        endpoints.on(HttpMethod.POST, "/simulator/verify", context -> verify.handle());
    }

    private Future<JsonNode> registerNumber(byte[] body) {
        var input = Input.of(body, "phone_number_id", "display_phone_number", "access_token", "waba_id");
        var display = input.textOrNull("display_phone_number");
        var number = numbers.registerWithToken(
                id(input),
                display == null ? null : display.replaceAll("\\D", ""),
                input.textOrNull("waba_id"),
                input.text("access_token"));
        return Future.succeededFuture(view(number));
    }

    private Future<JsonNode> listNumbers() {
        var answer = Json.object();
        var array = answer.putArray("numbers");
        numbers.all().forEach(number -> array.add(view(number)));
        return Future.succeededFuture(answer);
    }

    private static JsonNode view(BusinessNumber number) {
        return Json.object()
                .put("phone_number_id", number.phoneNumberId())
                .put("display_phone_number", number.displayPhoneNumber())
                .put("waba_id", number.wabaId());
    }

    private Future<JsonNode> addTemplate(byte[] body) {
        var input = Input.of(body, "name", "language", "category", "header", "header_format", "body", "buttons");
        input.text("name");
        input.text("body");
        input.json().put("language", input.text("language", "en"));
        input.json().put("category", input.text("category", "utility"));
        if (!CATEGORIES.contains(input.text("category"))) {
            throw Refused.badRequest("category must be utility, marketing or authentication");
        }
        if (input.has("buttons") && !input.json().get("buttons").isArray()) {
            throw Refused.badRequest("buttons must be an array of labels, or of objects with type, text and value");
        }
        if (!TemplateHeader.FORMATS.contains(input.text("header_format", "text"))) {
            throw Refused.badRequest("header_format must be text, image, video, document or location");
        }
        templates.add(Template.from(input.json()));
        return listTemplates();
    }

    private Future<JsonNode> listTemplates() {
        var answer = Json.object();
        var array = answer.putArray("templates");
        for (var template : templates.all()) {
            array.addObject()
                    .put("name", template.name())
                    .put("language", template.language())
                    .put("category", template.category())
                    .put("header_format", template.header().format())
                    .put("header", template.header().text().source())
                    .put("body", template.body().source())
                    .put("body_parameters", template.body().parameters());
        }
        return Future.succeededFuture(answer);
    }

    private Future<JsonNode> changeTimings(byte[] body) {
        var input = Input.of(body, "sent_ms", "delivered_ms", "read_ms");
        var now = statuses.timings();
        statuses.change(new Timings(
                input.number("sent_ms", 0, LONGEST_DELAY_MS, now.sentMs()),
                input.number("delivered_ms", 0, LONGEST_DELAY_MS, now.deliveredMs()),
                input.number("read_ms", -1, LONGEST_DELAY_MS, now.readMs())));
        return timings();
    }

    private Future<JsonNode> timings() {
        var timings = statuses.timings();
        return Future.succeededFuture(Json.object()
                .put("sent_ms", timings.sentMs())
                .put("delivered_ms", timings.deliveredMs())
                .put("read_ms", timings.readMs()));
    }

    private Future<JsonNode> inbound(byte[] body) {
        var input = Input.of(
                body, "phone_number_id", "from", "text", "button", "reply", "media", "name", "context_id", "duplicate");
        var number = numbers.writtenTo(id(input));
        var from = sender(input.text("from"));
        var message = new InboundMessage(
                number,
                Ids.received(from),
                from,
                input.textOrNull("name"),
                clock.instant(),
                content(input),
                input.textOrNull("context_id"));
        int copies = 1 + (int) input.number("duplicate", 0, 20, 0);
        return receive.handle(message, copies)
                .map(wamid -> Json.object().put("wamid", wamid).put("from", from));
    }

    private static String sender(String text) {
        if (Recipient.isUserId(text)) {
            return text;
        }
        var digits = Recipient.waId(text.replaceAll("[^0-9]", ""));
        if (digits.length() < 7 || digits.length() > 15) {
            throw Refused.badRequest("from must be a phone number with its country code, or an id such as ES.1349");
        }
        return digits;
    }

    private static Content content(Input input) {
        var button = input.object("button");
        var reply = input.object("reply");
        if (button != null) {
            var tapped = new Input(button);
            return new Content.Button(tapped.text("payload", tapped.text("text")), tapped.text("text"));
        }
        if (reply != null) {
            var chosen = new Input(reply);
            var kind = chosen.text("kind", "button_reply");
            if (!kind.equals("button_reply") && !kind.equals("list_reply")) {
                throw Refused.badRequest("reply.kind must be button_reply or list_reply");
            }
            return new Content.Reply(kind, chosen.text("id"), chosen.text("title"));
        }
        var media = input.object("media");
        if (media != null) {
            var sent = new Input(media);
            var kind = sent.text("kind", "image");
            if (!MediaFiles.MIME_TYPES.containsKey(kind)) {
                throw Refused.badRequest("media.kind must be image, audio, video, document or sticker");
            }
            return new Content.Media(
                    kind, MediaFiles.newId(), MediaFiles.MIME_TYPES.get(kind), sent.text("caption", ""));
        }
        return new Content.Text(input.text("text"));
    }

    private static String id(Input input) {
        @Nullable String id = input.textOrNull("phone_number_id");
        if (id == null || !BusinessNumbers.isId(id)) {
            throw Refused.badRequest("phone_number_id is required: up to 64 letters, digits, - and _");
        }
        return id;
    }
}
