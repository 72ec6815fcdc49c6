package io.tidings.scenarios;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Follows redirects, keeps cookies and sends forms: enough of a browser to log in with. */
final class Browser {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final Pattern ACTION = Pattern.compile("<form[^>]*\\saction=\"([^\"]+)\"");
    private static final Pattern HIDDEN =
            Pattern.compile("<input type=\"hidden\"[^>]*\\sname=\"([^\"]+)\"[^>]*\\svalue=\"([^\"]*)\"");

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NORMAL)
            .cookieHandler(new Jar())
            .connectTimeout(LIMIT)
            .build();

    /** What is on the screen. */
    record Page(int status, String url, String body) {
        JsonNode json() {
            try {
                return Door.JSON.readTree(body);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** Keycloak marks its cookies secure also on http://localhost, which browsers take for secure, and Java does not. */
    private static final class Jar extends CookieManager {
        Jar() {
            super(null, CookiePolicy.ACCEPT_ALL);
        }

        @Override
        public void put(URI uri, Map<String, List<String>> headers) throws IOException {
            var changed = new HashMap<String, List<String>>();
            headers.forEach((name, values) -> changed.put(
                    name,
                    name.equalsIgnoreCase("Set-Cookie")
                            ? values.stream()
                                    .map(value -> value.replaceAll("(?i);\\s*secure(?=;|$)", ""))
                                    .toList()
                            : values));
            super.put(uri, changed);
        }
    }

    Page get(String url) {
        return send("GET", url, null, Map.of());
    }

    Page post(String url, byte[] json, Map<String, String> headers) {
        var all = new HashMap<>(headers);
        all.put("Content-Type", "application/json");
        return send("POST", url, json, all);
    }

    /** Fills in the page's form and sends it. */
    Page submit(Page page, Map<String, String> fields) {
        Matcher form = ACTION.matcher(page.body());
        if (!form.find()) {
            throw new AssertionError("no form at " + page.url() + ": " + page.body());
        }
        var all = new HashMap<String, String>();
        Matcher hidden = HIDDEN.matcher(page.body());
        while (hidden.find()) {
            all.put(hidden.group(1), hidden.group(2));
        }
        all.putAll(fields);
        var action = URI.create(page.url()).resolve(form.group(1).replace("&amp;", "&"));
        return form(action.toString(), all);
    }

    Page form(String url, Map<String, String> fields) {
        var body = fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), UTF_8))
                .collect(Collectors.joining("&"));
        return send("POST", url, body.getBytes(UTF_8), Map.of("Content-Type", "application/x-www-form-urlencoded"));
    }

    Page send(String method, String url, byte[] body, Map<String, String> headers) {
        var request = HttpRequest.newBuilder(URI.create(url))
                .timeout(LIMIT)
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body));
        headers.forEach(request::header);
        try {
            var response = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
            return new Page(response.statusCode(), response.uri().toString(), response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
