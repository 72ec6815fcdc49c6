package io.tidings.gateway.login;

import io.tidings.gateway.problem.Problem;
import io.tidings.gateway.resolution.Host;
import io.tidings.gateway.resolution.Hosts;
import io.vertx.core.Future;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.regex.Pattern;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

/**
 * Logging in with a browser: authorization code with PKCE, state and nonce, done here on the server (RFC 9700), so that no
 * token ever reaches a script.
 *
 * <p>The issuer knows one address of ours, on the gateway's own host. A login on a tenant's host goes there and comes back
 * with a sealed ticket, good for a minute, for that host and for the browser that began, which makes the session's cookie
 * there: no cookie is shared between hosts.
 */
@Singleton
class BrowserLogin {
    static final String LOGIN = "/login";
    static final String CALLBACK = "/login/callback";
    static final String ARRIVE = "/login/arrive";

    private static final Logger LOG = Logger.getLogger(BrowserLogin.class);
    private static final String TICKET = "tidings-ticket";
    private static final long TICKET_MILLIS = 60_000;
    private static final Pattern HOST = Pattern.compile("[a-z0-9][a-z0-9.-]{0,252}");
    private static final Pattern HAND = Pattern.compile("[A-Za-z0-9_-]{43}");
    private static final Pattern LOCAL_PATH = Pattern.compile("/(?![/\\\\])[!-\\[\\]-~]{0,511}");

    private final LoginSettings settings;
    private final Hosts hosts;
    private final Issuer issuer;
    private final Sessions sessions;
    private final Cookies cookies;
    private final Optional<Seal> seal;
    private final Clock clock;

    @Inject
    BrowserLogin(LoginSettings settings, Hosts hosts, Issuer issuer, Sessions sessions, Cookies cookies) {
        this.settings = settings;
        this.hosts = hosts;
        this.issuer = issuer;
        this.sessions = sessions;
        this.cookies = cookies;
        this.seal = settings.cookieKey().map(Seal::new);
        this.clock = Clock.systemUTC();
    }

    boolean isConfigured() {
        return settings.issuer().isPresent() && settings.clientSecret().isPresent() && seal.isPresent();
    }

    /** {@code GET /login?to=/path}. Ends with a redirect; null, or what to refuse it with. */
    Future<@Nullable Problem> begin(HttpServerRequest request, Host host) {
        String landing = landing(request.getParam("to"));
        long until = clock.millis() + settings.attempt().toMillis();
        if (host instanceof Host.OfTenant) {
            return beginElsewhere(request, landing, until);
        }
        if (!isOwnAddress(request)) {
            // The cookie has to be where the issuer sends the browser back to.
            return redirect(request, settings.publicUrl() + LOGIN + "?to=" + encoded(landing));
        }
        String arrival = Optional.ofNullable(request.getParam("arrive")).orElse("");
        String hand = Optional.ofNullable(request.getParam("hand")).orElse("");
        if (!arrival.isEmpty() && !(isTenantHost(arrival) && HAND.matcher(hand).matches())) {
            return Future.succeededFuture(Problem.LOGIN_FAILED);
        }
        Attempt attempt = Attempt.begin(landing, arrival, hand, until);
        return issuer.endpoints().compose(endpoints -> {
            cookies.keepAttempt(request, attempt, settings.attempt().toSeconds());
            return redirect(request, endpoints.authorization() + question(attempt));
        });
    }

    /** {@code GET /login/callback}: back from the issuer. */
    Future<@Nullable Problem> end(HttpServerRequest request) {
        Attempt attempt = cookies.attempt(request);
        String code = request.getParam("code");
        if (attempt == null
                || code == null
                || attempt.until() < clock.millis()
                || !Attempt.same(request.getParam("state"), attempt.state())
                || isFromAnother(request.getParam("iss"))) {
            return Future.succeededFuture(Problem.LOGIN_FAILED);
        }
        return sessions.begin(code, callback(), attempt).compose(session -> {
            cookies.forgetAttempt(request);
            if (attempt.arrival().isEmpty()) {
                cookies.keepSession(request, session);
                return redirect(request, attempt.landing());
            }
            return redirect(request, address(attempt.arrival()) + ARRIVE + "?ticket=" + ticket(attempt, session));
        });
    }

    /** {@code GET /login/arrive}: back on the tenant's host, with a ticket from the gateway's own. */
    Future<@Nullable Problem> arrive(HttpServerRequest request) {
        Attempt attempt = cookies.attempt(request);
        String text = seal.orElseThrow().open(TICKET, request.getParam("ticket"));
        if (attempt == null || text == null) {
            return Future.succeededFuture(Problem.LOGIN_FAILED);
        }
        JsonObject ticket = new JsonObject(text);
        Session session = Session.read(ticket.getString("session"));
        if (session == null
                || ticket.getLong("until") < clock.millis()
                || !Attempt.same(hostName(request), ticket.getString("host"))
                || !Attempt.same(Attempt.hash(attempt.state()), ticket.getString("hand"))) {
            return Future.succeededFuture(Problem.LOGIN_FAILED);
        }
        cookies.forgetAttempt(request);
        cookies.keepSession(request, session);
        return redirect(request, attempt.landing());
    }

    /** {@code POST /logout}: here, and at the issuer unless it cannot be reached. */
    Future<@Nullable Problem> logOut(HttpServerRequest request) {
        Session session = cookies.session(request);
        cookies.forgetSession(request);
        Future<?> ended = session == null
                ? Future.succeededFuture()
                : issuer.endSession(session.refreshToken())
                        .onFailure(failure -> LOG.warnf(
                                "logout.not-at-issuer cause=%s",
                                failure.getClass().getSimpleName()));
        // Waited for: who logs in again at once must not be let in by the session that is about to end.
        return ended.transform(outcome -> {
            request.response()
                    .setStatusCode(204)
                    .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
                    .end();
            return done();
        });
    }

    private Future<@Nullable Problem> beginElsewhere(HttpServerRequest request, String landing, long until) {
        String name = hostName(request);
        if (!HOST.matcher(name).matches()) {
            return Future.succeededFuture(Problem.HOST_UNKNOWN);
        }
        Attempt attempt = Attempt.begin(landing, "", "", until);
        cookies.keepAttempt(request, attempt, settings.attempt().toSeconds());
        return redirect(
                request, settings.publicUrl() + LOGIN + "?arrive=" + name + "&hand=" + Attempt.hash(attempt.state()));
    }

    private String question(Attempt attempt) {
        StringJoiner question = new StringJoiner("&", "?", "");
        Map.of(
                        "response_type", "code",
                        "client_id", settings.clientId(),
                        "redirect_uri", callback(),
                        "scope", "openid",
                        "state", attempt.state(),
                        "nonce", attempt.nonce(),
                        "code_challenge", attempt.challenge(),
                        "code_challenge_method", "S256")
                .forEach((name, value) -> question.add(name + "=" + encoded(value)));
        return question.toString();
    }

    private String ticket(Attempt attempt, Session session) {
        JsonObject ticket = new JsonObject()
                .put("session", session.text())
                .put("host", attempt.arrival())
                .put("hand", attempt.hand())
                .put("until", clock.millis() + TICKET_MILLIS);
        return seal.orElseThrow().close(TICKET, ticket.encode());
    }

    /** RFC 9207: an answer that another server gave is not mixed up with the issuer's. */
    private boolean isFromAnother(@Nullable String iss) {
        return iss != null && !iss.equals(issuer.name());
    }

    private boolean isTenantHost(String name) {
        return HOST.matcher(name).matches() && hosts.resolve(name) instanceof Host.OfTenant;
    }

    private boolean isOwnAddress(HttpServerRequest request) {
        return settings.publicUrl().getRawAuthority().equalsIgnoreCase(request.getHeader(HttpHeaders.HOST));
    }

    private String callback() {
        return settings.publicUrl() + CALLBACK;
    }

    /** A tenant's host is served at the same port as our own. */
    private String address(String host) {
        URI own = settings.publicUrl();
        return own.getScheme() + "://" + host + (own.getPort() < 0 ? "" : ":" + own.getPort());
    }

    private static String hostName(HttpServerRequest request) {
        String field = Optional.ofNullable(request.getHeader(HttpHeaders.HOST)).orElse("");
        int colon = field.indexOf(':');
        return (colon < 0 ? field : field.substring(0, colon)).toLowerCase(Locale.ROOT);
    }

    /** A path of ours and nothing else: anybody can send people a link to {@code /login?to=…}. */
    private String landing(@Nullable String wanted) {
        return wanted != null && LOCAL_PATH.matcher(wanted).matches() ? wanted : settings.landing();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static Future<@Nullable Problem> redirect(HttpServerRequest request, String address) {
        request.response()
                .setStatusCode(303)
                .putHeader(HttpHeaders.LOCATION, address)
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
                .putHeader("Referrer-Policy", "no-referrer")
                .end();
        return done();
    }

    private static Future<@Nullable Problem> done() {
        return Future.succeededFuture(null);
    }
}
