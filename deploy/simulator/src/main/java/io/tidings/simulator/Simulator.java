package io.tidings.simulator;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

/** Starts the simulator: {@code java -jar simulator.jar}, set up by environment variables, stopped by SIGTERM. */
public final class Simulator {

    private Simulator() {}

    public static void main(String[] args) throws InterruptedException {
        var settings = SimulatorSettings.from(System.getenv());
        var vertx = Vertx.vertx(options());
        var server = new SimulatorServer(settings);
        try {
            vertx.deployVerticle(server)
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get();
        } catch (ExecutionException e) {
            var cause = e.getCause() == null ? e : e.getCause();
            System.err.println("The simulator cannot start: " + cause.getMessage());
            System.exit(1);
        }
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(vertx)));
        System.out.printf("Simulator: http://%s:%d/%n", settings.host(), server.port());
    }

    /** One event loop carries everything, so threads and their buffers are kept few. */
    static VertxOptions options() {
        return new VertxOptions().setEventLoopPoolSize(1).setWorkerPoolSize(2).setInternalBlockingPoolSize(2);
    }

    private static void stop(Vertx vertx) {
        try {
            vertx.close().toCompletionStage().toCompletableFuture().get(5, TimeUnit.SECONDS);
        } catch (Exception e) {
            System.err.println("The simulator did not stop in time: " + e);
        }
    }
}
