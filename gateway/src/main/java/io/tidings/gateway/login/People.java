package io.tidings.gateway.login;

import io.tidings.gateway.problem.Problem;
import io.tidings.gateway.resolution.Admission;
import io.tidings.gateway.resolution.Credential;
import io.tidings.gateway.resolution.Host;
import io.tidings.gateway.routing.Route;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

import java.util.Set;
import java.util.function.Function;

import jakarta.inject.Singleton;

/**
 * The door's answer to people: {@code /login}, {@code /logout} and {@code /api/v1/me}, and who is calling when the credential
 * is an access token or a browser's session. An API key in the request comes before a cookie.
 */
@Singleton
public class People {
    private static final Logger LOG = Logger.getLogger(People.class);
    private static final String LOGOUT = "/logout";
    private static final Set<String> PAGES =
            Set.of(BrowserLogin.LOGIN, BrowserLogin.CALLBACK, BrowserLogin.ARRIVE, LOGOUT, Me.PATH);

    private final Vertx vertx;
    private final LoginSettings settings;
    private final BrowserLogin login;
    private final IssuedTokens tokens;
    private final Sessions sessions;
    private final Cookies cookies;
    private final SameOrigin origin;
    private final Seats seats;
    private final Me me;

    /** Nobody the issuer knows: the request is refused with this. */
    private static final class Nobody extends RuntimeException {
        final transient Problem problem;

        Nobody(Problem problem) {
            super(problem.code(), null, false, false);
            this.problem = problem;
        }
    }

    People(
            Vertx vertx,
            LoginSettings settings,
            BrowserLogin login,
            IssuedTokens tokens,
            Sessions sessions,
            Cookies cookies,
            SameOrigin origin,
            Seats seats,
            Me me) {
        this.vertx = vertx;
        this.settings = settings;
        this.login = login;
        this.tokens = tokens;
        this.sessions = sessions;
        this.cookies = cookies;
        this.origin = origin;
        this.seats = seats;
        this.me = me;
    }

    /** True for the pages that are answered here. */
    public boolean serves(String path) {
        return PAGES.contains(path);
    }

    /** True for the steps of a login or logout, which take more than the others: they lead to the login service. */
    public boolean isLogin(String path) {
        return !path.equals(Me.PATH);
    }

    /** Answers one of them; the result is null when it was, or what to refuse it with. Runs on the caller's context. */
    public Future<@Nullable Problem> answer(HttpServerRequest request, Host host, String path, Credential credential) {
        boolean isOff = path.equals(Me.PATH) ? settings.issuer().isEmpty() : !login.isConfigured();
        if (isOff) {
            return Future.succeededFuture(Problem.ROUTE_NOT_FOUND);
        }
        boolean changes = path.equals(LOGOUT);
        if (!request.method().equals(changes ? HttpMethod.POST : HttpMethod.GET)) {
            return Future.succeededFuture(Problem.METHOD);
        }
        if (changes && !origin.mayAct(request)) {
            return Future.succeededFuture(Problem.LOGIN_CROSS_SITE);
        }
        return here(
                switch (path) {
                    case BrowserLogin.LOGIN -> login.begin(request, host);
                    case BrowserLogin.CALLBACK -> login.end(request);
                    case BrowserLogin.ARRIVE -> login.arrive(request);
                    case LOGOUT -> login.logOut(request);
                    default -> answerMe(request, credential);
                },
                failure -> failure instanceof IssuedTokens.Unacceptable || failure instanceof Issuer.Refused
                        ? Problem.LOGIN_FAILED
                        : problem(failure));
    }

    /** True when it is for {@link #admit} to say who is calling. */
    public boolean concerns(HttpServerRequest request, Route route, Credential credential) {
        return settings.issuer().isPresent()
                && route.kind() != Route.Kind.WEBHOOK
                && (credential instanceof Credential.AccessToken
                        || credential instanceof Credential.None && cookies.hasSession(request));
    }

    /** Who is calling and for which tenant. Runs on the caller's context, now or a little later. */
    public Future<Admission> admit(
            HttpServerRequest request, Host host, Route route, String path, Credential credential) {
        Future<Admission> admission = person(request, credential)
                .map(person -> seats.admit(
                        host, route, request.method(), path, request.getHeader("X-Tenant"), person.subject()));
        return here(admission, failure -> new Admission.Refused(problem(failure)));
    }

    private Future<Person> person(HttpServerRequest request, Credential credential) {
        if (credential instanceof Credential.AccessToken(String jwt)) {
            return tokens.bearer(jwt);
        }
        if (credential instanceof Credential.Unusable) {
            return Future.failedFuture(new Nobody(Problem.CREDENTIAL_INVALID));
        }
        if (!(credential instanceof Credential.None)) {
            return Future.failedFuture(new Nobody(Problem.PERSON_NEEDED));
        }
        if (!cookies.hasSession(request)) {
            return Future.failedFuture(new Nobody(Problem.CREDENTIAL_MISSING));
        }
        if (!origin.mayAct(request)) {
            return Future.failedFuture(new Nobody(Problem.LOGIN_CROSS_SITE));
        }
        Session session = cookies.session(request);
        if (session == null) {
            cookies.forgetSession(request);
            return Future.failedFuture(new Nobody(Problem.CREDENTIAL_INVALID));
        }
        return sessions.current(session)
                .onSuccess(current -> {
                    if (current.isNew()) {
                        cookies.keepSession(request, current.session());
                    }
                })
                .onFailure(failure -> {
                    if (failure instanceof Issuer.Refused) {
                        cookies.forgetSession(request);
                    }
                })
                .map(current -> current.session().person());
    }

    private Future<@Nullable Problem> answerMe(HttpServerRequest request, Credential credential) {
        Future<Person> person = person(request, credential);
        return person.recover(failure -> Future.failedFuture(new Nobody(problem(failure))))
                .map(found -> {
                    request.response()
                            .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
                            .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
                            .end(me.of(found).toBuffer());
                    return null;
                });
    }

    private static Problem problem(Throwable failure) {
        return switch (failure) {
            case Nobody nobody -> nobody.problem;
            case IssuedTokens.Unacceptable unacceptable -> Problem.CREDENTIAL_INVALID;
            case Issuer.Refused refused -> Problem.CREDENTIAL_INVALID;
            default -> {
                LOG.warnf("login.unavailable cause=%s", failure.getClass().getSimpleName());
                yield Problem.LOGIN_UNAVAILABLE;
            }
        };
    }

    /** Brings a result back to the context that asked: it may have been waited for together with other requests. */
    private <T> Future<T> here(Future<T> result, Function<Throwable, T> otherwise) {
        Future<T> settled = result.otherwise(otherwise);
        if (settled.isComplete()) {
            return settled;
        }
        Context context = vertx.getOrCreateContext();
        Promise<T> promise = Promise.promise();
        settled.onComplete(done -> context.runOnContext(ignored -> promise.handle(done)));
        return promise.future();
    }
}
