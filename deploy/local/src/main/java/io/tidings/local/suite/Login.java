package io.tidings.local.suite;

import io.tidings.embedded.ChildProcess;
import io.tidings.embedded.KeycloakDistribution;
import io.tidings.embedded.KeycloakNode;
import io.tidings.embedded.KeycloakSettings;
import io.tidings.embedded.PostgresNode;
import io.tidings.embedded.ServiceDatabase;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * The login service: Keycloak with the realm of {@code deploy/keycloak}, its data in a database of the suite's PostgreSQL. The
 * realm is imported once; after that it is Keycloak's, and only the address of the gateway is kept up to date.
 */
public final class Login {
    /** Maven coordinates of what {@link #build} unpacks. */
    public static final String ARTIFACT = KeycloakDistribution.ARTIFACT;

    /** Whom {@link #demoPerson} makes. */
    public static final String DEMO_EMAIL = "demo@tidings.example";

    static final String REALM = "tidings";

    private static final String DATABASE = "tidings_keycloak";

    private final SuiteSettings settings;
    private final StateFolder state;
    private final Secrets secrets;
    private final Registry registry;
    private final Starter starter;

    Login(SuiteSettings settings, StateFolder state, Secrets secrets, Registry registry, Starter starter) {
        this.settings = settings;
        this.state = state;
        this.secrets = secrets;
        this.registry = registry;
        this.starter = starter;
    }

    /** False when {@link #build} must come before {@link #start}. */
    public boolean isBuilt() {
        return distribution().isBuilt();
    }

    /**
     * Unpacks and builds Keycloak into the cache in the user's home.
     *
     * @param folder has the archive of {@link #ARTIFACT}, which is deleted when it has been used
     */
    public void build(Path folder, Path log) {
        Path archive = folder.resolve(KeycloakDistribution.archive());
        distribution().build(archive, log);
        try {
            Files.deleteIfExists(archive);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /**
     * Starts it when it does not run, anew when it is configured differently since, and waits until it is ready.
     *
     * @throws io.tidings.embedded.NotReady when it does not come up, with the end of its log; the suite runs on without it
     */
    public void start(Progress progress) {
        KeycloakSettings keycloak = keycloakSettings();
        String fingerprint = Fingerprint.of(keycloak + " " + publicUrl());
        long begin = System.nanoTime();
        if (registry.find(Part.LOGIN).isPresent()) {
            if (registry.fingerprint(Part.LOGIN).filter(fingerprint::equals).isPresent()) {
                progress.ready(Part.LOGIN, Duration.ZERO);
                return;
            }
            new Stopper(registry, Progress.SILENT).stop(List.of(Part.LOGIN));
        }
        postgres().createDatabase(keycloak.database());
        state.rotateLog(Part.LOGIN);
        KeycloakNode node = KeycloakNode.launch(keycloak);
        registry.add(Part.LOGIN, node.process(), fingerprint);
        node.awaitReady();
        admin().callback(publicUrl());
        progress.ready(Part.LOGIN, Duration.ofNanos(System.nanoTime() - begin));
    }

    /** Makes somebody to try the login with; may be repeated. The password is this installation's own. */
    public String demoPerson() {
        person(DEMO_EMAIL, "Demo", "Person", secrets.demoPassword());
        return secrets.demoPassword();
    }

    /** Makes a person, or gives the one with that address a new password. */
    public void person(String email, String firstName, String lastName, String password) {
        admin().person(email, firstName, lastName, password);
    }

    /** File of the password of Keycloak's own console. */
    public Path adminPasswordFile() {
        secrets.keycloakAdminPassword();
        return state.secrets().resolve("keycloak-admin.password");
    }

    private KeycloakAdmin admin() {
        return new KeycloakAdmin(
                "http://localhost:" + settings.ports().of(Part.LOGIN), REALM, secrets.keycloakAdminPassword());
    }

    private PostgresNode postgres() {
        ChildProcess process = registry.find(Part.POSTGRES)
                .orElseThrow(() -> new IllegalStateException("The login service needs PostgreSQL, which does not run"));
        return PostgresNode.of(starter.postgresSettings(), process);
    }

    private KeycloakDistribution distribution() {
        return KeycloakDistribution.of(settings.root().resolve("deploy/keycloak/tidings-realm.json"));
    }

    private KeycloakSettings keycloakSettings() {
        String password = secrets.databasePassword(DATABASE);
        return new KeycloakSettings(
                distribution().home(),
                state.log(Part.LOGIN),
                settings.ports().of(Part.LOGIN),
                settings.ports().of(Part.POSTGRES),
                new ServiceDatabase(DATABASE, DATABASE, password, DATABASE, password),
                secrets.keycloakAdminPassword(),
                Map.of(
                        "TIDINGS_PUBLIC_URL", publicUrl(),
                        "TIDINGS_LOGIN_CLIENT_SECRET", secrets.loginClientSecret(),
                        "TIDINGS_KEYCLOAK_CLIENT_SECRET", secrets.keycloakClientSecret()),
                KeycloakSettings.SMALL_JVM,
                settings.lifetime());
    }

    private String publicUrl() {
        return "http://localhost:" + settings.ports().of(Part.GATEWAY);
    }
}
