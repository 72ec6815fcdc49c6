package io.tidings.simulator;

import io.vertx.core.AbstractVerticle;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Open-loop load on a simulator that runs elsewhere: sends leave at a fixed rate whether or not earlier ones were
 * answered, and latency counts from the moment a send was due. It also takes the webhooks, as the suite would.
 * Not a test: run its main with {@code port rate seconds [webhookPort]} and read what it prints.
 */
final class SimulatorLoad extends AbstractVerticle {

    private static final byte[] STATUS = "\"status\":\"".getBytes(StandardCharsets.US_ASCII);

    private final int port;
    private final int rate;
    private final int total;
    private final int webhookPort;
    private final CountDownLatch finished = new CountDownLatch(1);
    private final long[] latencies;

    private int sent;
    private int answered;
    private int refused;
    private volatile long statuses;
    private volatile long posts;

    private SimulatorLoad(int port, int rate, int seconds, int webhookPort) {
        this.port = port;
        this.rate = rate;
        this.total = rate * seconds;
        this.webhookPort = webhookPort;
        latencies = new long[total];
    }

    public static void main(String[] args) throws Exception {
        int rate = Integer.parseInt(args[1]);
        int seconds = Integer.parseInt(args[2]);
        var load = new SimulatorLoad(
                Integer.parseInt(args[0]), rate, seconds, args.length > 3 ? Integer.parseInt(args[3]) : 0);
        var vertx = Vertx.vertx(Simulator.options());
        long begin = System.nanoTime();
        vertx.deployVerticle(load, new DeploymentOptions())
                .toCompletionStage()
                .toCompletableFuture()
                .get();
        boolean all = load.finished.await(seconds * 4L + 30, TimeUnit.SECONDS);
        double took = (System.nanoTime() - begin) / 1e9;
        TimeUnit.SECONDS.sleep(3); // the last statuses come up to half a second after the last send
        load.print(all, took);
        vertx.close().toCompletionStage().toCompletableFuture().get();
    }

    private void print(boolean all, double took) {
        Arrays.sort(latencies, 0, answered);
        System.out.printf(
                "%d of %d answered%s in %.1f s: %.0f/s, %d refused; latency ms p50 %.2f p99 %.2f max %.2f%n",
                answered,
                total,
                all ? "" : " (gave up waiting)",
                took,
                answered / took,
                refused,
                millis(0.5),
                millis(0.99),
                millis(1));
        System.out.printf("%d statuses in %d webhook POSTs%n", statuses, posts);
    }

    private double millis(double share) {
        return answered == 0 ? 0 : latencies[Math.min(answered - 1, (int) (share * answered))] / 1e6;
    }

    @Override
    public void start() {
        var client = vertx.createHttpClient(new HttpClientOptions()
                .setMaxPoolSize(64)
                .setMaxWaitQueueSize(-1)
                .setKeepAlive(true));
        if (webhookPort > 0) {
            vertx.createHttpServer()
                    .requestHandler(request -> request.body().onSuccess(body -> {
                        statuses += count(body.getBytes());
                        posts++;
                        request.response().end();
                    }))
                    .listen(webhookPort, "127.0.0.1");
        }
        long begin = System.nanoTime();
        vertx.setPeriodic(1, tick -> {
            long due = Math.min(total, (System.nanoTime() - begin) * rate / 1_000_000_000L);
            while (sent < due) {
                send(client, begin + sent * 1_000_000_000L / rate, sent++);
            }
            if (sent == total) {
                vertx.cancelTimer(tick);
            }
        });
    }

    private void send(HttpClient client, long dueAt, int number) {
        var to = "34600%06d".formatted(number % 1_000_000);
        var options = new RequestOptions()
                .setHost("127.0.0.1")
                .setPort(port)
                .setMethod(HttpMethod.POST)
                .setURI("/v23.0/" + (1000 + number % 20) + "/messages")
                .putHeader("Authorization", "Bearer load")
                .putHeader("Content-Type", "application/json");
        client.request(options)
                .compose(request -> request.send(Buffer.buffer(RunningSimulator.template(to, "load-" + number))))
                .compose(response -> response.body().map(body -> response.statusCode()))
                .onComplete(done -> {
                    if (done.failed() || done.result() != 200) {
                        refused++;
                    }
                    latencies[answered++] = System.nanoTime() - dueAt;
                    if (answered == total) {
                        finished.countDown();
                    }
                });
    }

    private static int count(byte[] body) {
        int found = 0;
        for (int i = 0; i + STATUS.length <= body.length; i++) {
            if (body[i] == STATUS[0] && Arrays.equals(body, i, i + STATUS.length, STATUS, 0, STATUS.length)) {
                found++;
            }
        }
        return found;
    }
}
