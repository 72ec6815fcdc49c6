package io.tidings.messaging.template.adapter.whatsapp;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.quarkus.runtime.ShutdownEvent;
import io.smallrye.mutiny.Uni;
import io.tidings.messaging.phonenumber.application.SendingNumber;
import io.tidings.messaging.template.application.TemplateReview;
import io.tidings.messaging.template.domain.Header;
import io.tidings.messaging.template.domain.OwnTemplate;
import io.tidings.messaging.template.domain.TemplateButton;
import io.tidings.messaging.template.domain.TemplateStatus;
import io.tidings.messaging.template.domain.TemplateText;
import io.tidings.runtime.tenancy.TenantId;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

import java.net.URLEncoder;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** {@link TemplateReview} by {@code POST /{account}/message_templates}, or {@code POST /{template}} for one it has. */
@ApplicationScoped
class CloudApiTemplateReview implements TemplateReview {
    private static final Logger LOG = Logger.getLogger(CloudApiTemplateReview.class);
    private static final int SERVER_FAULT = 500;
    private static final int LONGEST_REASON = 500;

    private final HttpClient client;
    private final ReviewSettings settings;

    CloudApiTemplateReview(Vertx vertx, ReviewSettings settings) {
        this.settings = settings;
        this.client = vertx.createHttpClient(new HttpClientOptions()
                .setConnectTimeout((int) settings.connectTimeout().toMillis()));
    }

    @Override
    public Uni<Answer> submit(TenantId tenant, SendingNumber number, String account, OwnTemplate template) {
        var path = template.providerId() == null
                ? URLEncoder.encode(account, UTF_8) + "/message_templates"
                : URLEncoder.encode(template.providerId(), UTF_8);
        var request = new RequestOptions()
                .setMethod(HttpMethod.POST)
                .setAbsoluteURI(settings.baseUrl() + "/" + settings.apiVersion() + "/" + path)
                .setFollowRedirects(false)
                .setTimeout(settings.callTimeout().toMillis())
                .putHeader("Authorization", "Bearer " + number.accessToken())
                .putHeader("Content-Type", "application/json");
        return Uni.createFrom()
                .completionStage(() -> client.request(request)
                        // composed within: from another thread the body could have passed before it is listened for
                        .compose(call -> call.send(body(template).toBuffer())
                                .compose(response -> response.body().map(body -> answer(response.statusCode(), body))))
                        .toCompletionStage())
                .onFailure()
                .recoverWithItem(failure -> {
                    LOG.warnf("A template was not submitted: %s", failure.toString());
                    return new Answer.Unknown();
                });
    }

    static JsonObject body(OwnTemplate template) {
        var text = template.text();
        var body = new JsonObject();
        if (template.providerId() == null) {
            body.put("name", template.name()).put("language", template.language());
        }
        return body.put("category", template.category().toUpperCase(Locale.ROOT))
                .put("parameter_format", text.named() ? "NAMED" : "POSITIONAL")
                .put("components", components(text));
    }

    private static JsonArray components(TemplateText text) {
        var components = new JsonArray();
        if (text.header() != null) {
            components.add(header(text.header()));
        }
        var body = new JsonObject().put("type", "BODY").put("text", text.body());
        if (!text.examples().isEmpty()) {
            body.put("example", example(text));
        }
        components.add(body);
        if (text.footer() != null) {
            components.add(new JsonObject().put("type", "FOOTER").put("text", text.footer()));
        }
        if (!text.buttons().isEmpty()) {
            var buttons = new JsonArray();
            text.buttons().forEach(button -> buttons.add(button(button)));
            components.add(new JsonObject().put("type", "BUTTONS").put("buttons", buttons));
        }
        return components;
    }

    private static JsonObject header(Header header) {
        var json = new JsonObject()
                .put("type", "HEADER")
                .put("format", header.format().name());
        if (header.text() != null) {
            json.put("text", header.text());
        }
        var place = header.place();
        if (header.format() != Header.Format.TEXT && header.example() != null) {
            json.put("example", new JsonObject().put("header_handle", new JsonArray().add(header.example())));
        } else if (place != null && Character.isDigit(place.charAt(0))) {
            json.put("example", new JsonObject().put("header_text", new JsonArray().add(header.example())));
        } else if (place != null) {
            var named = new JsonObject().put("param_name", place).put("example", header.example());
            json.put("example", new JsonObject().put("header_text_named_params", new JsonArray().add(named)));
        }
        return json;
    }

    private static JsonObject example(TemplateText text) {
        if (!text.named()) {
            return new JsonObject().put("body_text", new JsonArray().add(new JsonArray(List.copyOf(text.examples()))));
        }
        var named = new JsonArray();
        IntStream.range(0, text.variables().size())
                .forEach(i -> named.add(new JsonObject()
                        .put("param_name", text.variables().get(i))
                        .put("example", text.examples().get(i))));
        return new JsonObject().put("body_text_named_params", named);
    }

    private static JsonObject button(TemplateButton button) {
        var json = new JsonObject().put("type", button.type().toUpperCase(Locale.ROOT));
        if (button.text() != null) {
            json.put("text", button.text());
        }
        if (button.value() != null) {
            json.put(button.type().equals(TemplateButton.URL) ? "url" : "phone_number", button.value());
        }
        if (button.type().equals(TemplateButton.COPY_CODE)) {
            json.put("example", button.example());
        } else if (button.example() != null) { // of an address the reviewers want to see the whole
            json.put("example", new JsonArray().add(button.target(button.example())));
        }
        return json;
    }

    private static Answer answer(int status, Buffer body) {
        try {
            var json = body.toJsonObject();
            if (status == 200) {
                return new Answer.Taken(taken(json.getString("status")), json.getString("id"));
            }
            if (status < SERVER_FAULT && status != 429) {
                return new Answer.Refused(reason(json.getJsonObject("error", new JsonObject())));
            }
        } catch (DecodeException | ClassCastException e) {
            LOG.warn("The provider's answer about a template cannot be read");
        }
        return new Answer.Unknown();
    }

    private static TemplateStatus taken(@Nullable String status) {
        return switch (status == null ? "" : status) {
            case "APPROVED" -> TemplateStatus.APPROVED;
            case "REJECTED" -> TemplateStatus.REJECTED;
            default -> TemplateStatus.PENDING;
        };
    }

    private static String reason(JsonObject error) {
        var text = error.getString("error_user_msg", error.getString("message", "refused"));
        return text.length() <= LONGEST_REASON ? text : text.substring(0, LONGEST_REASON);
    }

    void stop(@Observes ShutdownEvent end) {
        client.close();
    }
}
