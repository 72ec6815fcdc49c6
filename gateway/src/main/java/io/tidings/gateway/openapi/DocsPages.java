package io.tidings.gateway.openapi;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

import jakarta.inject.Singleton;

/**
 * {@code GET /docs}: Swagger UI on the merged document, from files of this process alone. They are kept compressed, a third
 * of a megabyte, from the first time somebody looks.
 */
@Singleton
public class DocsPages {
    /** Where it is served. */
    public static final String PATH = "/docs";

    /** Of the webjar no page of its own is served, only what ours asks for. */
    private static final String WEBJAR = "/META-INF/resources/openapi-ui/";

    private static final Map<String, Page> PAGES = Map.of(
            PATH,
            new Page("/docs/index.html", "text/html; charset=utf-8"),
            PATH + "/start.js",
            new Page("/docs/start.js", "text/javascript; charset=utf-8"),
            PATH + "/swagger-ui-bundle.js",
            new Page(WEBJAR + "swagger-ui-bundle.js", "text/javascript; charset=utf-8"),
            PATH + "/swagger-ui.css",
            new Page(WEBJAR + "swagger-ui.css", "text/css; charset=utf-8"));

    /** Nothing from elsewhere; Swagger UI sets styles and draws its icons from data URLs. */
    private static final String POLICY = "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
            + "frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

    private final Map<String, byte[]> compressed = new HashMap<>();

    /** Whether there is such a page. */
    public boolean has(String path) {
        return PAGES.containsKey(path);
    }

    /** Answers a path for which {@link #has} is true. */
    public void answer(HttpServerRequest request, String path) {
        Page page = PAGES.get(path);
        if (page == null) {
            throw new IllegalArgumentException("no such page");
        }
        byte[] content = content(page);
        HttpServerResponse response = request.response()
                .putHeader(HttpHeaders.CONTENT_TYPE, page.mediaType())
                .putHeader(HttpHeaders.CACHE_CONTROL, "max-age=3600")
                .putHeader(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING)
                .putHeader("Content-Security-Policy", POLICY)
                .putHeader("X-Content-Type-Options", "nosniff");
        String accepted = request.getHeader(HttpHeaders.ACCEPT_ENCODING);
        if (accepted != null && accepted.contains("gzip")) {
            response.putHeader(HttpHeaders.CONTENT_ENCODING, "gzip").end(Buffer.buffer(content));
        } else {
            response.end(Buffer.buffer(inflated(content)));
        }
    }

    private synchronized byte[] content(Page page) {
        return compressed.computeIfAbsent(page.resource(), DocsPages::deflated);
    }

    private static byte[] deflated(String resource) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (InputStream file = DocsPages.class.getResourceAsStream(resource);
                GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            if (file == null) {
                throw new IllegalStateException("Not in this build: " + resource);
            }
            file.transferTo(gzip);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static byte[] inflated(byte[] compressed) {
        try (GZIPInputStream gzip = new GZIPInputStream(new ByteArrayInputStream(compressed))) {
            return gzip.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private record Page(String resource, String mediaType) {}
}
