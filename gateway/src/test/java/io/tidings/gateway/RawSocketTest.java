package io.tidings.gateway;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.tidings.gateway.directory.HandFedDirectory;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import jakarta.inject.Inject;

/** Messages no client library would send. None may be answered with a server error, and none may smuggle a second one. */
@QuarkusTest
@WithTestResource(StubServices.class)
class RawSocketTest {
    @Inject
    HandFedDirectory directory;

    @ConfigProperty(name = "quarkus.http.test-port")
    int port;

    private String key;

    @BeforeEach
    void a_tenant_with_a_key() {
        key = directory.key(directory.tenant("bakery", "pro", true));
    }

    @Test
    void length_and_chunks_together_carry_no_second_request() throws IOException {
        int before = StubServices.count();

        String answer = send("POST /api/v1/orders HTTP/1.1\r\nHost: localhost\r\nX-API-Key: " + key
                + "\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n"
                + "0\r\n\r\nGET /api/v1/orders/smuggled HTTP/1.1\r\nHost: localhost\r\n\r\n");

        assertThat(answer).doesNotContain("HTTP/1.1 5");
        assertThat(StubServices.count()).isLessThanOrEqualTo(before + 1);
        if (StubServices.count() > before) {
            assertThat(StubServices.last().uri()).isEqualTo("/api/v1/orders");
            assertThat(StubServices.last().bodyBytes()).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Transfer-Encoding: gzip, chunked\r\n",
                "Transfer-Encoding: chunked, identity\r\n",
                "Transfer-Encoding: xchunked\r\n",
                "Content-Length: 1\r\nContent-Length: 2\r\n",
                "Content-Length: -1\r\n",
                "Content-Length: +1\r\n",
                "Content-Length: 99999999999999999999\r\n",
                "Host: other.example\r\n",
                "X-Folded: a\r\n b\r\n",
                "Bad Name: x\r\n",
                "NoColon\r\n",
                "X-Nul: a\0b\r\n",
                "X-API-Key: tdg_live_second\r\n"
            })
    void a_message_with_a_doubtful_header_is_a_bad_request_or_harmless(String header) throws IOException {
        int before = StubServices.count();

        String answer = send("POST /api/v1/orders HTTP/1.1\r\nHost: localhost\r\nX-API-Key: " + key + "\r\n" + header
                + "Connection: close\r\n\r\n0\r\n\r\n");

        if (header.startsWith("X-Folded")) {
            assertThat(answer).startsWith("HTTP/1.1 ").doesNotContain("HTTP/1.1 5");
        } else {
            assertThat(answer).matches("(?s)HTTP/1\\.[01] (400|413).*|");
            assertThat(StubServices.count()).isEqualTo(before);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"zz\r\nabc\r\n0\r\n\r\n", "-1\r\nabc\r\n0\r\n\r\n", "ffffffffff\r\nabc", "4;x=\0\r\nabcd\r\nnope"
            })
    void a_bad_chunk_is_a_bad_request_whenever_it_comes(String body) throws IOException {
        String head = "POST /api/v1/orders HTTP/1.1\r\nHost: localhost\r\nX-API-Key: " + key
                + "\r\nTransfer-Encoding: chunked\r\n\r\n";

        assertThat(send(head + body)).startsWith("HTTP/1.1 400 ").contains("\"code\":\"request.framing\"");
        assertThat(send(head + "2\r\n{}\r\n", body))
                .startsWith("HTTP/1.1 400 ")
                .contains("\"code\":\"request.framing\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Transfer-Encoding: gzip, chunked\r\n", "Transfer-Encoding:\r\n chunked\r\n"})
    void nothing_is_read_after_a_message_whose_end_is_doubtful(String framing) throws IOException {
        String answer = send("POST /api/v1/orders HTTP/1.1\r\nHost: localhost\r\nX-API-Key: " + key + "\r\n" + framing
                + "\r\n0\r\n\r\nGET /health HTTP/1.1\r\nHost: localhost\r\n\r\n");

        assertThat(answer)
                .startsWith("HTTP/1.1 400 ")
                .containsOnlyOnce("HTTP/1.1 ")
                .containsIgnoringCase("connection: close");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/orders/%2e%2e/x",
                "/api/v1/orders/../x",
                "/api/v1//orders",
                "/api/v1/orders;a=b",
                "/api/v1/orders%3Ba",
                "/api/v1/orders%2Fx",
                "/api/v1/orders%5Cx",
                "/api/v1/orders%00",
                "/api/v1/orders\\x",
                "/api/v1/orders/%zz",
                "/api/v1/orders#x",
                "/api/v1/orders/%2E%2E/x",
                "/api/v1/orders/.%2e/x",
                "/api/v1/orders/./x",
                "/api/v1/orders/..;/x",
                "/api/v1/orders/%252e%252e/x",
                "/api/v1/%6frders",
                "/api/v1/orders\t/x",
                "/api/v1/orders/\u00e9",
                "//api/v1/orders",
                "/api/v1/orders%0d%0aX:y",
                "/api/v1/orders?a=\0",
                "http://localhost/api/v1/orders",
                "*",
                "orders"
            })
    void a_doubtful_target_is_a_bad_request_for_every_caller(String target) throws IOException {
        String answer = send("GET " + target + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");

        assertThat(answer).matches("(?s)HTTP/1\\.[01] 400.*");
    }

    @Test
    void methods_that_are_not_ours_are_not_accepted() throws IOException {
        for (String method : new String[] {"TRACE", "PROPFIND", "TRACK", "get"}) {
            String answer = send(method + " /api/v1/orders HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");

            assertThat(answer).startsWith("HTTP/1.1 405").contains("request.method");
        }
    }

    @Test
    void a_message_without_a_host_or_with_an_endless_line_is_a_bad_request() throws IOException {
        assertThat(send("GET /api/v1/orders HTTP/1.1\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 400");
        assertThat(send("GET /" + "a".repeat(10_000) + " HTTP/1.1\r\nHost: localhost\r\n\r\n"))
                .startsWith("HTTP/1.");
        assertThat(send("GET / HTTP/1.1\r\nHost: localhost\r\nX: " + "a".repeat(40_000) + "\r\n\r\n"))
                .startsWith("HTTP/1.")
                .doesNotContain("HTTP/1.1 5");
    }

    @Test
    void requests_in_a_row_on_one_connection_are_answered_in_order() throws IOException {
        String get = " HTTP/1.1\r\nHost: localhost\r\nX-API-Key: " + key + "\r\n";

        String answer = send("GET /api/v1/orders/chatty" + get + "\r\nPOST /api/v1/orders/echo" + get
                + "Content-Length: 3\r\n\r\nabcGET /api/v1/orders/stream" + get + "Connection: close\r\n\r\n");

        assertThat(answer.split("HTTP/1.1 200")).hasSize(4);
        assertThat(answer).containsSubsequence("hello", "abc", "0123456789");
    }

    @Test
    void a_client_of_the_old_version_gets_an_answer_it_can_read() throws IOException {
        String answer = send("GET /api/v1/orders/stream HTTP/1.0\r\nHost: localhost\r\nX-API-Key: " + key + "\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.0 200").doesNotContainIgnoringCase("transfer-encoding");
        assertThat(answer.substring(answer.indexOf("\r\n\r\n") + 4)).hasSize(1000);
    }

    @Test
    void a_patient_client_is_told_to_go_on_with_its_body() throws IOException {
        String answer = send("POST /api/v1/orders/echo HTTP/1.1\r\nHost: localhost\r\nX-API-Key: " + key
                + "\r\nContent-Length: 2\r\nExpect: 100-continue\r\nConnection: close\r\n\r\n{}");

        assertThat(answer).startsWith("HTTP/1.1 100").contains("HTTP/1.1 200").endsWith("{}");
        assertThat(StubServices.last().header("Expect")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Transfer-Encoding: chunked\r\nContent-Length: 5\r\n",
                "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n",
                "Content-Length: 5\r\nTransfer-Encoding : chunked\r\n",
                "Content-Length: 5\r\nTransfer-Encoding: \tchunked\r\n",
                "Content-Length: 5\r\nTransfer-Encoding:\u000bchunked\r\n",
                "Content-Length: 5\r\nTransfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n",
                "Content-Length: 5\r\nX: y\r\n Transfer-Encoding: chunked\r\n",
                "Content-Length: 0\r\nContent-Length: 30\r\n",
                "Content-Length: 0, 30\r\n",
                "Content-Length: 0x1e\r\n",
                "Content-Length: 00\r\n",
                "Transfer-Encoding: chunked\r\nConnection: Transfer-Encoding\r\n",
                "Content-Length: 5\r\nConnection: Content-Length\r\n",
                "Transfer_Encoding: chunked\r\nContent-Length: 0\r\n",
            })
    void no_framing_carries_a_second_request_past_us(String framing) throws IOException {
        int before = StubServices.count();

        String answer = send("POST /api/v1/orders HTTP/1.1\r\nHost: localhost\r\nX-API-Key: " + key + "\r\n" + framing
                + "\r\n0\r\n\r\nGET /api/v1/orders/smuggled HTTP/1.1\r\nHost: localhost\r\nX-API-Key: " + key
                + "\r\n\r\n");

        // What follows may at most be a request of its own that was resolved and counted as such, never part of the
        // first.
        assertThat(answer).doesNotContain("HTTP/1.1 5");
        StubServices.since(before).forEach(arrived -> {
            assertThat(arrived.header("Authorization")).startsWith("Bearer ey");
            assertThat(arrived.headers()).doesNotContainKeys("X-API-Key", "Transfer_Encoding");
            assertThat(arrived.header("Content-Length").contains("|")).isFalse();
        });
    }

    @Test
    void too_many_fields_and_too_long_ones_are_refused_and_the_next_client_is_served() throws IOException {
        StringBuilder fields = new StringBuilder();
        for (int i = 0; i < 2_000; i++) {
            fields.append("X-").append(i).append(": 0123456789\r\n");
        }

        assertThat(send("GET /api/v1/orders HTTP/1.1\r\nHost: localhost\r\n" + fields + "\r\n"))
                .matches("(?s)HTTP/1\\.[01] 4(00|31).*");
        assertThat(send("GET /health HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 200");
    }

    @Test
    void a_head_that_drips_in_is_cut_off() throws Exception {
        send("GET /health HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");

        assertThat(drip("GET /health HTTP/1.1\r\nHost: localhost\r\nX-Slow: ", "a"))
                .isLessThan(DRIPS);
    }

    @Test
    void a_second_head_that_drips_in_is_cut_off_too() throws Exception {
        assertThat(drip("GET /health HTTP/1.1\r\nHost: localhost\r\n\r\nGET /health HTTP/1.1\r\nX-Slow: ", "a"))
                .isLessThan(DRIPS);
    }

    @Test
    void a_body_that_drips_in_is_told_to_be_late() throws Exception {
        int sent = drip(
                "POST /api/v1/orders HTTP/1.1\r\nHost: localhost\r\nX-API-Key: " + key
                        + "\r\nContent-Length: 100000\r\n\r\n",
                "b");

        assertThat(sent).isLessThan(DRIPS);
        assertThat(dripped).contains("HTTP/1.1 408").contains("request.timeout");
    }

    @Test
    void a_slow_answer_and_a_slow_but_timely_body_are_left_in_peace() throws Exception {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.getOutputStream()
                    .write(("POST /api/v1/orders/echo HTTP/1.1\r\nHost: localhost\r\nX-API-Key: " + key
                                    + "\r\nConnection: close\r\nContent-Length: 10\r\n\r\n")
                            .getBytes(ISO_8859_1));
            for (int i = 0; i < 10; i++) {
                socket.getOutputStream().write('c');
                socket.getOutputStream().flush();
                pause.await(80, TimeUnit.MILLISECONDS);
            }

            assertThat(new String(socket.getInputStream().readAllBytes(), ISO_8859_1))
                    .startsWith("HTTP/1.1 200")
                    .endsWith("cccccccccc");
        }
    }

    /** At ten a second far longer than any time-out of the test's settings. */
    private static final int DRIPS = 150;

    private static final int PATIENCE_MILLIS = 20_000;

    private final CountDownLatch pause = new CountDownLatch(1);
    private String dripped = "";

    /** How many drops it took until the gateway had enough. */
    private int drip(String beginning, String drop) throws Exception {
        StringBuilder answer = new StringBuilder();
        try (Socket socket = new Socket("127.0.0.1", port)) {
            socket.setSoTimeout(100);
            socket.getOutputStream().write(beginning.getBytes(ISO_8859_1));
            byte[] buffer = new byte[8192];
            for (int sent = 0; sent < DRIPS; sent++) {
                try {
                    socket.getOutputStream().write(drop.getBytes(ISO_8859_1));
                    int n = socket.getInputStream().read(buffer);
                    if (n < 0) {
                        return sent;
                    }
                    answer.append(new String(buffer, 0, n, ISO_8859_1));
                    dripped = answer.toString();
                    if (dripped.contains("HTTP/1.1 408")) {
                        return sent;
                    }
                } catch (SocketTimeoutException e) {
                    // Nothing yet: one more drop.
                    continue;
                } catch (IOException e) {
                    return sent;
                }
            }
            return DRIPS;
        }
    }

    /**
     * What comes back until the gateway closes, which may be long in coming after {@code Connection: close}, or has said
     * something and is silent for a second; each part is sent by itself.
     */
    private String send(String... parts) throws IOException {
        StringBuilder answer = new StringBuilder();
        boolean mayCloseLate = parts[parts.length - 1].contains("Connection: close");
        try (Socket socket = new Socket("127.0.0.1", port)) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.setTcpNoDelay(true);
            for (String part : parts) {
                socket.getOutputStream().write(part.getBytes(ISO_8859_1));
            }
            byte[] buffer = new byte[8192];
            for (int n = socket.getInputStream().read(buffer);
                    n >= 0;
                    n = socket.getInputStream().read(buffer)) {
                answer.append(new String(buffer, 0, n, ISO_8859_1));
                socket.setSoTimeout(mayCloseLate ? PATIENCE_MILLIS : 1_000);
            }
        } catch (SocketTimeoutException e) {
            answer.append("");
        }
        return answer.toString();
    }
}
