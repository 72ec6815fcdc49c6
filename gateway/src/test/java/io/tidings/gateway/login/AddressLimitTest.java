package io.tidings.gateway.login;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.tidings.gateway.StubServices;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.UUID;

/** Who acts for no tenant is limited by address. Each test comes from an address of its own. */
@QuarkusTest
@WithTestResource(StubServices.class)
@WithTestResource(FakeIssuer.class)
class AddressLimitTest {
    private static int addresses = 10;

    @TestHTTPResource("/")
    URI gateway;

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .localAddress(loopback(addresses++))
            .build();

    private static InetAddress loopback(int last) {
        return InetAddress.ofLiteral("127.0.0." + last);
    }

    @AfterEach
    void hang_up() {
        client.close();
    }

    private HttpResponse<String> get(String path, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(gateway.resolve(path));
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private void assertThatItEnds(int after, String name, String path, String... headers) {
        int allowed = 0;
        HttpResponse<String> answer = get(path, headers);
        while (answer.statusCode() != 429) {
            assertThat(answer.headers().firstValue("RateLimit-Policy"))
                    .contains("\"" + name + "\";q=" + after + ";w=60");
            assertThat(allowed++).isLessThan(2 * after);
            answer = get(path, headers);
        }
        assertThat(allowed).isGreaterThanOrEqualTo(after);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(answer.headers().firstValue("Retry-After")).contains("1");
        assertThat(answer.body())
                .contains("\"code\":\"limit.exceeded\"")
                .contains("\"violated-policies\":[\"" + name + "\"]");
    }

    /** The bucket is the one that is empty: a few calls may get what it was filled with since, not a bucket of their own. */
    private void assertThatItHasEnded(int full, String path, String... headers) {
        int allowed = 0;
        while (get(path, headers).statusCode() != 429) {
            assertThat(++allowed).isLessThan(full / 2);
        }
    }

    @Test
    void logins_end_at_their_rate_and_nothing_else_does() {
        assertThatItEnds(120, "login", "/login");
        assertThatItHasEnded(120, "/login/callback?code=x&state=y");
        assertThat(get("/api/v1/me").statusCode()).isEqualTo(401);
    }

    @Test
    void a_person_without_a_tenant_ends_at_the_rate_of_the_address_also_without_a_login() throws Exception {
        String bearer = "Bearer " + FakeIssuer.accessToken("person-" + UUID.randomUUID());
        assertThatItEnds(300, "address", "/api/v1/tenants", "Authorization", bearer);
        assertThatItHasEnded(300, "/api/v1/plans");
        assertThatItHasEnded(300, "/api/v1/me", "Authorization", bearer);
        assertThat(get("/health").statusCode()).isNotEqualTo(429);
    }
}
