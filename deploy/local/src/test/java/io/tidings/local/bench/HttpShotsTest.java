package io.tidings.local.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.tidings.local.bench.HttpShots.Request;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

class HttpShotsTest {
    private final Vertx vertx = Vertx.vertx();
    private final Queue<String> seen = new ConcurrentLinkedQueue<>();
    private final AtomicInteger count = new AtomicInteger();

    @AfterEach
    void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void a_server_that_stops_for_a_while_shows_it_in_p99() {
        int port = serve(request -> {
            if (count.incrementAndGet() > 100 && count.get() <= 130) {
                vertx.setTimer(400, late -> request.response().end("late"));
            } else {
                request.response().end("soon");
            }
        });
        try (HttpShots shots = get(port, 64)) {
            Outcome outcome = OpenLoop.run(shots, Schedule.of(System.nanoTime(), 300, Duration.ofSeconds(1)));

            assertThat(outcome.good()).isEqualTo(300);
            assertThat(outcome.failed()).isZero();
            assertThat(outcome.latency().p99()).isGreaterThanOrEqualTo(400);
        }
    }

    @Test
    void a_request_that_waits_for_a_connection_is_as_late_as_it_feels() {
        int port =
                serve(request -> vertx.setTimer(50, late -> request.response().end()));
        try (HttpShots shots = get(port, 1)) {
            Outcome outcome = OpenLoop.run(shots, new Schedule(System.nanoTime(), 1_000, 10));

            assertThat(outcome.good()).isEqualTo(10);
            assertThat(outcome.latency().max()).isGreaterThanOrEqualTo(400);
        }
    }

    @Test
    void another_status_than_expected_is_a_failure_with_its_body() {
        int port = serve(request -> request.response().setStatusCode(429).end("slow down"));
        try (HttpShots shots = get(port, 4)) {
            Outcome outcome = OpenLoop.run(shots, new Schedule(System.nanoTime(), 1_000, 3));

            assertThat(outcome.failed()).isEqualTo(3);
            assertThat(outcome.firstFailure()).isEqualTo("429 slow down");
        }
    }

    @Test
    void nobody_there_is_a_failure_too() {
        int port = serve(request -> {});
        close();
        Vertx other = Vertx.vertx();
        try (HttpShots shots = new HttpShots(other, port, 1, Map.of(), 200, n -> Request.get("/"))) {
            assertThat(OpenLoop.run(shots, new Schedule(System.nanoTime(), 1_000, 2))
                            .failed())
                    .isEqualTo(2);
        } finally {
            other.close();
        }
    }

    @Test
    void a_body_makes_it_a_post_with_the_headers_given() {
        int port = serve(request -> request.body().onSuccess(body -> {
            seen.add(request.method() + " " + request.uri() + " " + request.getHeader("X-API-Key") + " " + body);
            request.response().setStatusCode(201).end();
        }));
        try (HttpShots shots = new HttpShots(
                vertx, port, 2, Map.of("X-API-Key", "k"), 201, n -> new Request("/orders", "{\"n\":" + n + "}"))) {
            assertThat(OpenLoop.run(shots, new Schedule(System.nanoTime(), 100, 2))
                            .good())
                    .isEqualTo(2);
        }
        assertThat(seen).containsExactlyInAnyOrder("POST /orders k {\"n\":0}", "POST /orders k {\"n\":1}");
    }

    @Test
    void nginx_puts_the_token_on_what_it_passes_on() throws Exception {
        Optional<java.nio.file.Path> program = Nginx.program();
        assumeTrue(program.isPresent(), "nginx is not installed");
        int port = serve(request -> {
            seen.add(String.valueOf(request.getHeader("Authorization")));
            request.response().end();
        });
        long pid;
        try (Nginx nginx = Nginx.start(program.orElseThrow(), port, "t0ken");
                HttpShots shots = get(nginx.port(), 1)) {
            pid = nginx.pid();
            assertThat(OpenLoop.run(shots, new Schedule(System.nanoTime(), 100, 1))
                            .good())
                    .isEqualTo(1);
        }
        assertThat(seen).containsExactly("Bearer t0ken");
        assertThat(ProcessHandle.of(pid).filter(ProcessHandle::isAlive)).isEmpty();
    }

    private HttpShots get(int port, int connections) {
        return new HttpShots(vertx, port, connections, Map.of(), 200, n -> Request.get("/"));
    }

    private int serve(io.vertx.core.Handler<HttpServerRequest> handler) {
        HttpServer server = vertx.createHttpServer()
                .requestHandler(handler)
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .join();
        return server.actualPort();
    }
}
