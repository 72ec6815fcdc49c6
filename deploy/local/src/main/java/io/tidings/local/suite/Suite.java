package io.tidings.local.suite;

import io.tidings.embedded.ChildProcess;
import io.tidings.embedded.Launch.Lifetime;

import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The whole suite on this machine: PostgreSQL, Kafka, the simulator, five services, the gateway and the login service, each a
 * process of its own. Opened on a state folder, it finds what an earlier JVM left running there.
 *
 * <p>The modules must have been built; see {@code io.tidings.local.build}. Not for use by several threads at once.
 */
public final class Suite implements AutoCloseable {
    private static final List<Part> STOP_ORDER = Arrays.asList(Part.values()).reversed();

    private final SuiteSettings settings;
    private final StateFolder state;
    private final Secrets secrets;
    private final Registry registry;
    private final Starter starter;
    private final Login login;
    private final Health health = new Health();

    private Suite(SuiteSettings settings) {
        this.settings = settings;
        this.state = StateFolder.open(settings.state());
        this.secrets = Secrets.open(state.secrets());
        this.registry = new Registry(state);
        this.starter = new Starter(settings, state, secrets, registry, health);
        this.login = new Login(settings, state, secrets, registry, starter);
    }

    public static Suite open(SuiteSettings settings) {
        return new Suite(settings);
    }

    /**
     * Starts what does not run, starts anew what was built or configured differently since, leaves the rest alone, and
     * waits until all is ready. After a failure {@link #undoStart} stops what it had started.
     *
     * @throws io.tidings.embedded.PortTaken when another program has one of the ports
     * @throws io.tidings.embedded.NotReady when a part ended or hung, with the end of its log
     */
    public void start(Progress progress) {
        settings.ports().save(state.ports());
        starter.start(EnumSet.copyOf(Part.core()), progress);
    }

    /** The login service, which {@link #start(Progress)} leaves out: it needs PostgreSQL, and nobody needs it to start. */
    public Login login() {
        return login;
    }

    /** The same for one part, when what it needs is running; after {@link #kill9} for instance. */
    public void start(Part part) {
        starter.start(EnumSet.of(part), Progress.SILENT);
    }

    /**
     * Starts one more process of a service that runs already, on {@code port}, and waits until it is ready. Whoever asks
     * for it ends it; the suite does not know it.
     */
    public ChildProcess startAnother(Part service, int port) {
        return starter.startAnother(service, port);
    }

    /** Stops all, gateway first, databases last, each in its orderly way. Leaves no process. */
    public void stop(Progress progress) {
        Stopper stopper = new Stopper(registry, progress);
        stopper.stop(List.of(Part.GATEWAY, Part.LOGIN));
        stopper.stop(Part.services());
        stopper.stop(List.of(Part.SIMULATOR));
        stopper.stop(List.of(Part.KAFKA));
        stopper.stop(List.of(Part.POSTGRES));
    }

    public void stop(Part part) {
        new Stopper(registry, Progress.SILENT).stop(List.of(part));
    }

    /**
     * Stops what the last {@link #start} has started, in order. When that is still under way, in another thread, it starts
     * nothing more and fails.
     */
    public void undoStart(Progress progress) {
        Set<Part> started = starter.cancel();
        Stopper stopper = new Stopper(registry, progress);
        STOP_ORDER.stream().filter(started::contains).forEach(part -> stopper.stop(List.of(part)));
    }

    /** {@code kill -9}, as the machine's power button would; see {@link #start(Part)}. */
    public void kill9(Part part) {
        process(part).ifPresent(ChildProcess::kill);
        registry.remove(part);
    }

    public void restart(Part part) {
        stop(part);
        start(part);
    }

    public Optional<ChildProcess> process(Part part) {
        return registry.find(part);
    }

    public boolean isRunning(Part part) {
        return process(part).isPresent();
    }

    public Collection<Part> running() {
        return Arrays.stream(Part.values()).filter(this::isRunning).toList();
    }

    /**
     * @throws IllegalStateException when it does not run
     */
    public long pid(Part part) {
        return process(part)
                .orElseThrow(() -> new IllegalStateException(part.title() + " does not run"))
                .pid();
    }

    /** Where it listens; for PostgreSQL and Kafka the scheme says what it speaks. */
    public URI address(Part part) {
        String scheme = switch (part) {
            case POSTGRES -> "postgresql";
            case KAFKA -> "kafka";
            default -> "http";
        };
        return URI.create(scheme + "://localhost:" + settings.ports().of(part));
    }

    /** True when it runs and says that it is ready for work. */
    public boolean isReady(Part part) {
        return isRunning(part) && starter.isReady(part);
    }

    /** Bytes of RAM it takes, its children included; 0 when it does not run. */
    public long residentMemory(Part part) {
        return process(part).map(process -> Memory.resident(process.pid())).orElse(0L);
    }

    /** Opens everything an operator may do; goes in {@code X-API-Key}. */
    public String operatorKey() {
        return secrets.operatorKey();
    }

    /** File of the operator key, for commands that people paste. */
    public Path operatorKeyFile() {
        secrets.operatorKey();
        return state.secrets().resolve("operator.key");
    }

    /** What the simulator signs WhatsApp's webhooks with. */
    public String whatsAppAppSecret() {
        return secrets.whatsAppAppSecret();
    }

    /** JDBC address of a service's database, with the login of its owner. */
    public String ownerJdbcUrl(Part service) {
        return starter.ownerJdbcUrl(service);
    }

    public SuiteClock clock() {
        return new SuiteClock(state.clock(), Clock.systemUTC());
    }

    /** Moves the clock of every service; they see it within 200 ms. */
    public void clock(Duration step) {
        clock().move(step);
    }

    public Path log(Part part) {
        return state.log(part);
    }

    public Path logs() {
        return state.logs();
    }

    public SuiteSettings settings() {
        return settings;
    }

    /**
     * Deletes data, secrets, logs and clock.
     *
     * @throws IllegalStateException while a part runs
     */
    public void forget() {
        if (!running().isEmpty()) {
            throw new IllegalStateException("Still running: " + running());
        }
        state.forget();
    }

    /** Stops everything when its processes are to end with this JVM; otherwise leaves them running. */
    @Override
    public void close() {
        if (settings.lifetime() == Lifetime.ENDS_WITH_STARTER) {
            stop(Progress.SILENT);
        }
    }
}
