package io.tidings.messaging.conversation.adapter.rest;

import io.quarkus.security.PermissionsAllowed;
import io.smallrye.mutiny.Uni;
import io.tidings.messaging.conversation.application.FetchMedia;
import io.tidings.runtime.web.Caller;
import org.jboss.resteasy.reactive.RestMulti;
import org.jspecify.annotations.Nullable;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.HttpHeaders;

/**
 * The picture, sound or document of a message, straight from the provider. A stranger made it: it is always a download and
 * never shown as a page. Refusals: {@code message.not-found} and {@code media.none} 404, {@code media.unavailable} 502.
 */
@Path("/api/v1/messages/{id}/media")
class MediaResource {
    private static final String ANY = "application/octet-stream";

    private final FetchMedia fetchMedia;

    MediaResource(FetchMedia fetchMedia) {
        this.fetchMedia = fetchMedia;
    }

    @GET
    @PermissionsAllowed("conversations:read")
    public RestMulti<byte[]> get(@BeanParam Caller caller, UUID id) {
        Uni<FetchMedia.Media> media = fetchMedia.handle(caller.tenant(), id);
        return RestMulti.fromUniResponse(media, found -> found.stream().bytes(), MediaResource::headers);
    }

    private static Map<String, List<String>> headers(FetchMedia.Media media) {
        var name = media.filename() == null ? "media" : media.filename();
        return Map.of(
                HttpHeaders.CONTENT_TYPE,
                List.of(type(media.mimeType())),
                HttpHeaders.CONTENT_DISPOSITION,
                List.of("attachment; filename*=UTF-8''"
                        + URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20")),
                HttpHeaders.CACHE_CONTROL,
                List.of("private, no-store"),
                "X-Content-Type-Options",
                List.of("nosniff"));
    }

    private static String type(@Nullable String mimeType) {
        return mimeType != null
                        && mimeType.matches("(image/(jpeg|png|webp|gif)|audio/[a-z0-9.+-]+|video/[a-z0-9.+-]+"
                                + "|application/pdf)(; ?codecs=[a-z0-9]+)?")
                ? mimeType
                : ANY;
    }
}
