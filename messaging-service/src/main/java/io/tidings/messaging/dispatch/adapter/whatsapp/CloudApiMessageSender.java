package io.tidings.messaging.dispatch.adapter.whatsapp;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.quarkus.runtime.ShutdownEvent;
import io.smallrye.mutiny.Uni;
import io.tidings.messaging.dispatch.adapter.provider.OneAttempt;
import io.tidings.messaging.dispatch.application.ClaimedMessage;
import io.tidings.messaging.dispatch.application.MessageSender;
import io.tidings.messaging.dispatch.domain.SendOutcome;
import io.tidings.messaging.phonenumber.application.SendingNumber;
import io.tidings.runtime.tenancy.TenantId;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.RequestOptions;

import java.net.URLEncoder;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** {@link MessageSender} on the WhatsApp Cloud API; the version and host come from configuration. */
@ApplicationScoped
class CloudApiMessageSender implements MessageSender {
    private static final int LAST = 10_000; // calls under way end first

    private final OneAttempt attempt;
    private final CloudApiSettings settings;

    CloudApiMessageSender(Vertx vertx, CloudApiSettings settings) {
        this.settings = settings;
        this.attempt = new OneAttempt(
                vertx, "the Cloud API", settings.connectTimeout(), settings.callTimeout(), settings.connections());
    }

    @Override
    public Uni<SendOutcome> send(TenantId tenant, ClaimedMessage message) {
        var from = (SendingNumber) message.from();
        var target = new RequestOptions()
                .setAbsoluteURI("%s/%s/%s/messages"
                        .formatted(
                                settings.baseUrl(),
                                settings.apiVersion(),
                                URLEncoder.encode(from.phoneNumberId(), UTF_8)))
                .putHeader("Authorization", "Bearer " + from.accessToken())
                .putHeader("Content-Type", "application/json");
        var body = Buffer.buffer(CloudApiBody.of(message).toString());
        return attempt.post(target, body, CloudApiAnswer::read);
    }

    void stop(@Observes @Priority(LAST) ShutdownEvent end) {
        attempt.close();
    }
}
