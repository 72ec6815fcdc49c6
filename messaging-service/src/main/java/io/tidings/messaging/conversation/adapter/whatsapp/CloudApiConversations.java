package io.tidings.messaging.conversation.adapter.whatsapp;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.quarkus.runtime.ShutdownEvent;
import io.smallrye.mutiny.Uni;
import io.tidings.messaging.conversation.application.MediaSource;
import io.tidings.messaging.conversation.application.ReadReceipts;
import io.tidings.messaging.dispatch.adapter.whatsapp.CloudApiSettings;
import io.tidings.messaging.phonenumber.application.SendingNumber;
import io.tidings.runtime.tenancy.TenantId;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import org.jboss.logging.Logger;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.util.concurrent.atomic.AtomicLong;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/**
 * Read receipts and media on the WhatsApp Cloud API. Media are fetched in two steps: their id gives an address, the address
 * the bytes. The address is dialled only where the API itself is or where Meta keeps media, with no redirect, within the
 * call's time and 100 MB; the tenant's token goes nowhere else. What is done with an answer is composed within the sending of
 * its request, on the connection's thread: from another one the body could have passed before it is listened for.
 */
@ApplicationScoped
class CloudApiConversations implements ReadReceipts, MediaSource {
    private static final Logger LOG = Logger.getLogger(CloudApiConversations.class);
    private static final long LARGEST = 100L * 1024 * 1024;
    private static final int OK = 200;

    private final HttpClient client;
    private final CloudApiSettings settings;
    private final MediaSettings media;

    CloudApiConversations(Vertx vertx, CloudApiSettings settings, MediaSettings media) {
        this.settings = settings;
        this.media = media;
        this.client = vertx.createHttpClient(new HttpClientOptions()
                .setConnectTimeout((int) settings.connectTimeout().toMillis())
                .setIdleTimeout((int) settings.callTimeout().toSeconds()));
    }

    @Override
    public Uni<Boolean> send(TenantId tenant, SendingNumber number, String providerMessageId, boolean typing) {
        var body = new JsonObject()
                .put("messaging_product", "whatsapp")
                .put("status", "read")
                .put("message_id", providerMessageId);
        if (typing) {
            body.put("typing_indicator", new JsonObject().put("type", "text"));
        }
        var request = request(HttpMethod.POST, api(number.phoneNumberId()) + "/messages", number)
                .putHeader("Content-Type", "application/json");
        return Uni.createFrom()
                .completionStage(() -> client.request(request)
                        .compose(call -> call.send(body.toBuffer())
                                .compose(response -> response.body().map(answer -> response.statusCode() == OK)))
                        .toCompletionStage())
                .onFailure()
                .recoverWithItem(failure -> {
                    LOG.warnf("A read receipt was not sent: %s", failure.toString());
                    return false;
                });
    }

    @Override
    public Uni<Stream> open(TenantId tenant, SendingNumber number, String mediaId) {
        var lookup = api(mediaId) + "?phone_number_id=" + URLEncoder.encode(number.phoneNumberId(), UTF_8);
        return Uni.createFrom()
                .completionStage(() -> client.request(request(HttpMethod.GET, lookup, number))
                        .compose(call -> call.send()
                                .compose(response -> response.body().map(body -> address(response.statusCode(), body))))
                        .compose(address -> client.request(request(HttpMethod.GET, address, number)))
                        .compose(call -> call.send().map(CloudApiConversations::paused))
                        .toCompletionStage())
                .map(CloudApiConversations::stream)
                .onFailure(failure -> !(failure instanceof Unavailable))
                .transform(failure -> {
                    LOG.warnf("Media were not fetched: %s", failure.toString());
                    return new Unavailable();
                });
    }

    private String api(String path) {
        return settings.baseUrl() + "/" + settings.apiVersion() + "/" + URLEncoder.encode(path, UTF_8);
    }

    private RequestOptions request(HttpMethod method, String uri, SendingNumber number) {
        return new RequestOptions()
                .setMethod(method)
                .setAbsoluteURI(uri)
                .setFollowRedirects(false)
                .setTimeout(settings.callTimeout().toMillis())
                .putHeader("Authorization", "Bearer " + number.accessToken());
    }

    /** Nothing of the body is lost until somebody reads it; of an error nobody will. */
    private static HttpClientResponse paused(HttpClientResponse response) {
        return response.statusCode() == OK ? response.pause() : response;
    }

    private String address(int status, Buffer body) {
        try {
            var address = status == OK ? body.toJsonObject().getString("url") : null;
            if (address != null && isTrusted(new URI(address))) {
                return address;
            }
        } catch (DecodeException | ClassCastException | URISyntaxException e) {
            LOG.warn("The provider's answer about media cannot be read");
        }
        throw new Unavailable();
    }

    private boolean isTrusted(URI address) {
        var api = URI.create(settings.baseUrl());
        var whereTheApiIs = api.getScheme().equals(address.getScheme())
                && api.getHost().equals(address.getHost())
                && api.getPort() == address.getPort();
        return address.getHost() != null
                && address.getUserInfo() == null
                && (whereTheApiIs
                        || ("https".equals(address.getScheme())
                                && address.getPort() == -1
                                && media.mediaHosts().contains(address.getHost())));
    }

    private static Stream stream(HttpClientResponse response) {
        if (response.statusCode() != OK) {
            throw new Unavailable();
        }
        var taken = new AtomicLong();
        var bytes = io.vertx.mutiny.core.http.HttpClientResponse.newInstance(response)
                .toMulti()
                .map(buffer -> buffer.getDelegate().getBytes())
                .invoke(chunk -> {
                    if (taken.addAndGet(chunk.length) > LARGEST) {
                        response.request().reset();
                        throw new Unavailable();
                    }
                });
        return new Stream(bytes);
    }

    void stop(@Observes ShutdownEvent end) {
        client.close();
    }
}
