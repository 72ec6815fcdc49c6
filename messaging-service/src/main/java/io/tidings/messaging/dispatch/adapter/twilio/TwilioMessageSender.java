package io.tidings.messaging.dispatch.adapter.twilio;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.quarkus.runtime.ShutdownEvent;
import io.smallrye.mutiny.Uni;
import io.tidings.messaging.dispatch.adapter.provider.OneAttempt;
import io.tidings.messaging.dispatch.application.ClaimedMessage;
import io.tidings.messaging.dispatch.application.MessageSender;
import io.tidings.messaging.dispatch.application.Sms;
import io.tidings.messaging.dispatch.domain.SendOutcome;
import io.tidings.messaging.smssender.application.SendingSms;
import io.tidings.runtime.tenancy.TenantId;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.RequestOptions;

import java.util.Base64;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** {@link MessageSender} of text messages on Twilio. */
@Sms
@ApplicationScoped
class TwilioMessageSender implements MessageSender {
    private static final int LAST = 10_000; // calls under way end first

    private final OneAttempt attempt;
    private final TwilioSettings settings;

    TwilioMessageSender(Vertx vertx, TwilioSettings settings) {
        this.settings = settings;
        this.attempt = new OneAttempt(
                vertx, "Twilio", settings.connectTimeout(), settings.callTimeout(), settings.connections());
    }

    @Override
    public Uni<SendOutcome> send(TenantId tenant, ClaimedMessage message) {
        var from = (SendingSms) message.from();
        var credentials = from.accountSid() + ":" + from.authToken();
        var target = new RequestOptions()
                .setAbsoluteURI(
                        "%s/2010-04-01/Accounts/%s/Messages.json".formatted(settings.baseUrl(), from.accountSid()))
                .putHeader("Authorization", "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(UTF_8)))
                .putHeader("Content-Type", "application/x-www-form-urlencoded");
        return attempt.post(
                target, Buffer.buffer(TwilioForm.of(message, from, settings.publicUrl())), TwilioAnswer::read);
    }

    void stop(@Observes @Priority(LAST) ShutdownEvent end) {
        attempt.close();
    }
}
