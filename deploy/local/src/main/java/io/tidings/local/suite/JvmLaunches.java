package io.tidings.local.suite;

import io.tidings.embedded.Launch;
import io.tidings.embedded.ServiceDatabase;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The command lines and environments of the simulator, the services and the gateway. */
final class JvmLaunches {
    /** Small heaps, one collector thread, no surprises: the suite at rest has to fit beside the user's own programs. */
    private static final List<String> COMMON = List.of(
            "-XX:+UseSerialGC",
            "-Xss512k",
            "-XX:+UseCompactObjectHeaders",
            "-XX:ReservedCodeCacheSize=48m",
            "-XX:MaxMetaspaceSize=192m",
            "-XX:+ExitOnOutOfMemoryError",
            "-XX:TrimNativeHeapInterval=10000",
            // While a part is new its second compiler would take the processor from the requests it compiles for.
            "-XX:ThreadPriorityPolicy=1",
            "-XX:CompilerThreadPriority=10",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-Djava.net.preferIPv4Stack=true");

    /** Parts that do little on a machine for trying: the second compiler would cost more than its code saves. */
    private static final Set<Part> QUIET = EnumSet.of(Part.SIMULATOR, Part.TENANT, Part.BILLING, Part.CAMPAIGN);

    private final SuiteSettings settings;
    private final StateFolder state;
    private final Secrets secrets;

    JvmLaunches(SuiteSettings settings, StateFolder state, Secrets secrets) {
        this.settings = settings;
        this.state = state;
        this.secrets = secrets;
    }

    Launch of(Part part) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-Xms16m");
        command.add("-Xmx" + heap(part));
        command.addAll(COMMON);
        if (QUIET.contains(part)) {
            command.add("-XX:TieredStopAtLevel=1");
        }
        command.addAll(ClassArchive.flags(settings, state, part, Fingerprint.of(jar(part))));
        command.add("-jar");
        command.add(jar(part).toString());
        Map<String, String> environment = new TreeMap<>(common());
        environment.putAll(
                switch (part) {
                    case SIMULATOR -> simulator();
                    case GATEWAY -> gateway();
                    case TENANT, MESSAGING, BILLING, COMMERCE, CAMPAIGN -> service(part);
                    case POSTGRES, KAFKA, LOGIN ->
                        throw new IllegalArgumentException(part + " is not run from a jar of ours");
                });
        environment.putAll(settings.environment());
        return new Launch(part.title(), command, environment, settings.root(), state.log(part), settings.lifetime());
    }

    Path jar(Part part) {
        return settings.root().resolve(part.module()).resolve(part.jar());
    }

    /** The database and roles of a service; migrations run as the owner, the service itself as the other. */
    ServiceDatabase database(Part service) {
        String name = "tidings_" + service.title();
        String owner = name + "_owner";
        String app = name + "_app";
        return new ServiceDatabase(name, owner, secrets.databasePassword(owner), app, secrets.databasePassword(app));
    }

    /** Where browsers find the gateway. */
    String publicUrl() {
        return "http://localhost:" + settings.ports().of(Part.GATEWAY);
    }

    private String loginUrl() {
        return "http://localhost:" + settings.ports().of(Part.LOGIN);
    }

    private static String heap(Part part) {
        return switch (part) {
            case SIMULATOR -> "96m";
            case GATEWAY -> "128m";
            default -> "160m";
        };
    }

    private Map<String, String> common() {
        return Map.of(
                "TZ",
                "UTC",
                // glibc keeps an arena a thread otherwise, which for six JVMs is some hundred MiB of nothing.
                "MALLOC_ARENA_MAX",
                "2",
                "TIDINGS_CLOCK_FILE",
                state.clock().toString(),
                "TIDINGS_LOG_JSON",
                Boolean.toString(settings.jsonLogs()));
    }

    private Map<String, String> quarkus(Part part) {
        return Map.of(
                "QUARKUS_HTTP_HOST",
                "127.0.0.1",
                "QUARKUS_HTTP_PORT",
                Integer.toString(settings.ports().of(part)),
                "KAFKA_BOOTSTRAP_SERVERS",
                "localhost:" + settings.ports().of(Part.KAFKA));
    }

    private Map<String, String> service(Part part) {
        ServiceDatabase database = database(part);
        Map<String, String> environment = new TreeMap<>(quarkus(part));
        environment.put("TIDINGS_DB_URL", "localhost:" + settings.ports().of(Part.POSTGRES) + "/" + database.name());
        environment.put("TIDINGS_DB_OWNER", database.owner());
        environment.put("TIDINGS_DB_OWNER_PASSWORD", database.ownerPassword());
        environment.put("TIDINGS_DB_USER", database.app());
        environment.put("TIDINGS_DB_PASSWORD", database.appPassword());
        environment.put("TIDINGS_INTERNAL_JWKS", secrets.internalJwks().toString());
        environment.put("TIDINGS_SECRETS_KEY", secrets.encryptionKey());
        if (part == Part.TENANT) {
            environment.put("TIDINGS_KEYCLOAK_URL", loginUrl());
            environment.put("TIDINGS_KEYCLOAK_REALM", Login.REALM);
            environment.put("TIDINGS_KEYCLOAK_CLIENT_ID", "tidings-admin");
            environment.put("TIDINGS_KEYCLOAK_CLIENT_SECRET", secrets.keycloakClientSecret());
            environment.put("TIDINGS_PUBLIC_URL", publicUrl());
        }
        if (part == Part.MESSAGING) {
            environment.put("TIDINGS_OTP_KEYS", secrets.otpKeys());
            environment.put(
                    "TIDINGS_WHATSAPP_BASE_URL",
                    "http://localhost:" + settings.ports().of(Part.SIMULATOR));
            environment.put("TIDINGS_WHATSAPP_API_VERSION", "v23.0");
            environment.put(
                    "TIDINGS_TWILIO_BASE_URL",
                    "http://localhost:" + settings.ports().of(Part.SIMULATOR));
            environment.put("TIDINGS_TWILIO_PUBLIC_URL", publicUrl());
            environment.putAll(whatsApp());
        }
        return environment;
    }

    private Map<String, String> gateway() {
        Map<String, String> environment = new TreeMap<>(quarkus(Part.GATEWAY));
        environment.put("TIDINGS_INTERNAL_KEY", secrets.internalKey().toString());
        environment.put("TIDINGS_OPERATOR_KEY_SHA256", secrets.operatorKeySha256());
        environment.put(
                "TIDINGS_GATEWAY_MANAGEMENT_PORT",
                Integer.toString(settings.ports().gatewayManagement()));
        environment.put("TIDINGS_BASE_HOSTS", "localhost,127.0.0.1");
        environment.put("TIDINGS_PUBLIC_URL", publicUrl());
        environment.put("TIDINGS_LOGIN_ISSUER", loginUrl() + "/realms/" + Login.REALM);
        environment.put("TIDINGS_LOGIN_CLIENT_SECRET", secrets.loginClientSecret());
        environment.put("TIDINGS_LOGIN_COOKIE_KEY", secrets.cookieKey());
        for (Part service : Part.services()) {
            environment.put(
                    "TIDINGS_SERVICE_" + service.name() + "_URL",
                    "http://localhost:" + settings.ports().of(service));
        }
        return environment;
    }

    private Map<String, String> simulator() {
        Map<String, String> environment = new TreeMap<>(whatsApp());
        environment.put(
                "TIDINGS_SIMULATOR_PORT", Integer.toString(settings.ports().of(Part.SIMULATOR)));
        environment.put(
                "TIDINGS_SIMULATOR_DIR", state.data().resolve("simulator").toString());
        environment.put(
                "TIDINGS_WHATSAPP_WEBHOOK_URL",
                "http://localhost:" + settings.ports().of(Part.GATEWAY) + "/webhooks/whatsapp");
        return environment;
    }

    private Map<String, String> whatsApp() {
        return Map.of(
                "TIDINGS_WHATSAPP_APP_SECRET", secrets.whatsAppAppSecret(),
                "TIDINGS_WHATSAPP_VERIFY_TOKEN", secrets.whatsAppVerifyToken());
    }
}
