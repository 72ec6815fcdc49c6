package io.tidings.gateway;

import io.tidings.gateway.directory.KeyEntry;
import io.tidings.gateway.directory.TenantEntry;
import io.tidings.gateway.health.SuiteHealth;
import io.tidings.gateway.limits.Quota;
import io.tidings.gateway.limits.RateLimits;
import io.tidings.gateway.login.People;
import io.tidings.gateway.problem.Problem;
import io.tidings.gateway.problem.Refusals;
import io.tidings.gateway.proxy.Errand;
import io.tidings.gateway.proxy.ServiceProxy;
import io.tidings.gateway.proxy.Trace;
import io.tidings.gateway.proxy.Traffic;
import io.tidings.gateway.resolution.Admission;
import io.tidings.gateway.resolution.Caller;
import io.tidings.gateway.resolution.Credential;
import io.tidings.gateway.resolution.Doorkeeper;
import io.tidings.gateway.resolution.Host;
import io.tidings.gateway.resolution.Hosts;
import io.tidings.gateway.routing.RequestTarget;
import io.tidings.gateway.routing.Route;
import io.tidings.gateway.routing.RoutingTable;
import io.tidings.gateway.token.InternalTokens;
import io.vertx.core.Future;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.Router;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

import java.util.Set;
import java.util.function.Function;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/**
 * Every request of the public port comes here first and ends here: it is answered, refused or handed on. The order of
 * the questions is fixed, cheapest and least telling first: is it well-formed, is there such a host, is there such a
 * route, who is calling, may they at this rate, can the service take it.
 */
@Singleton
class Door {
    private static final Logger LOG = Logger.getLogger(Door.class);
    private static final CharSequence RATE_LIMIT = HttpHeaders.createOptimized("RateLimit");
    private static final CharSequence RATE_LIMIT_POLICY = HttpHeaders.createOptimized("RateLimit-Policy");
    private static final CharSequence API_KEY = HttpHeaders.createOptimized("X-API-Key");
    private static final CharSequence TRACEPARENT = HttpHeaders.createOptimized("traceparent");
    private static final Set<HttpMethod> METHODS = Set.of(
            HttpMethod.GET,
            HttpMethod.HEAD,
            HttpMethod.POST,
            HttpMethod.PUT,
            HttpMethod.PATCH,
            HttpMethod.DELETE,
            HttpMethod.OPTIONS);

    private final SuiteHealth health;
    private final Hosts hosts;
    private final Doorkeeper doorkeeper;
    private final People people;
    private final RateLimits limits;
    private final InternalTokens tokens;
    private final ServiceProxy proxy;
    private final Traffic traffic;

    Door(
            SuiteHealth health,
            Hosts hosts,
            Doorkeeper doorkeeper,
            People people,
            RateLimits limits,
            InternalTokens tokens,
            ServiceProxy proxy,
            Traffic traffic) {
        this.health = health;
        this.hosts = hosts;
        this.doorkeeper = doorkeeper;
        this.people = people;
        this.limits = limits;
        this.tokens = tokens;
        this.proxy = proxy;
        this.traffic = traffic;
    }

    /** Before every other route, and without a body handler: bodies are streamed. */
    void open(@Observes Router router) {
        router.route()
                .order(Integer.MIN_VALUE)
                .handler(context -> enter(context.request()))
                .failureHandler(context -> turnAway(context.request()));
    }

    /** The router itself refuses a request whose target or Host field it cannot read, before it asks anybody. */
    private void turnAway(HttpServerRequest request) {
        Problem problem = Problem.HOST_UNKNOWN;
        if (RequestTarget.of(request.uri()) == null) {
            problem = Problem.REQUEST_TARGET;
        } else if (isAmbiguous(request)) {
            problem = Problem.REQUEST_FRAMING;
        }
        refuse(request, problem, Trace.of(null));
    }

    private void enter(HttpServerRequest request) {
        Trace trace = Trace.of(request.getHeader(TRACEPARENT));
        try {
            Problem problem = handle(request, trace);
            if (problem != null) {
                refuse(request, problem, trace);
            }
        } catch (RuntimeException e) {
            LOG.errorf(e, "internal trace=%s", trace.traceId());
            refuse(request, Problem.INTERNAL, trace);
        }
    }

    /** Null when the request was answered or handed on. */
    private @Nullable Problem handle(HttpServerRequest request, Trace trace) {
        RequestTarget target = RequestTarget.of(request.uri());
        if (target == null) {
            return Problem.REQUEST_TARGET;
        }
        if (!METHODS.contains(request.method())) {
            return Problem.METHOD;
        }
        if (isAmbiguous(request)) {
            return Problem.REQUEST_FRAMING;
        }
        if (target.path().equals(SuiteHealth.PATH)) {
            health.answer(request);
            return null;
        }
        Host host = hosts.resolve(request.getHeader(HttpHeaders.HOST));
        if (host instanceof Host.Unknown(Problem problem)) {
            return problem;
        }
        Credential credential = Credential.of(request.getHeader(API_KEY), request.getHeader(HttpHeaders.AUTHORIZATION));
        if (people.serves(target.path())) {
            later(request, trace, people.answer(request, host, target.path(), credential), problem -> problem);
            return null;
        }
        Route route = RoutingTable.route(target.path());
        if (route == null) {
            return Problem.ROUTE_NOT_FOUND;
        }
        if (people.concerns(request, route, credential)) {
            later(
                    request,
                    trace,
                    people.admit(request, host, route, target.path(), credential),
                    admission -> enter(request, trace, target, route, admission));
            return null;
        }
        return enter(request, trace, target, route, doorkeeper.admit(host, route, request.method(), credential));
    }

    /** Goes on when it is known who is calling; until then nothing of the body may arrive. */
    private <T> void later(
            HttpServerRequest request, Trace trace, Future<T> known, Function<T, @Nullable Problem> goOn) {
        request.pause();
        known.map(goOn::apply)
                .onSuccess(problem -> {
                    if (problem != null) {
                        refuse(request, problem, trace);
                    } else if (request.response().ended()) {
                        request.resume();
                    }
                })
                .onFailure(failure -> {
                    LOG.errorf(failure, "internal trace=%s", trace.traceId());
                    refuse(request, Problem.INTERNAL, trace);
                });
    }

    private @Nullable Problem enter(
            HttpServerRequest request, Trace trace, RequestTarget target, Route route, Admission admission) {
        return switch (admission) {
            case Admission.Refused(Problem problem) -> problem;
            case Admission.Admitted(Caller caller) -> admitted(request, trace, target, route, caller);
        };
    }

    private @Nullable Problem admitted(
            HttpServerRequest request, Trace trace, RequestTarget target, Route route, Caller caller) {
        Quota quota = quota(caller);
        if (quota != null) {
            request.response().putHeader(RATE_LIMIT_POLICY, quota.policy()).putHeader(RATE_LIMIT, quota.state());
            if (!quota.allowed()) {
                request.response().putHeader(HttpHeaders.RETRY_AFTER, Long.toString(quota.seconds()));
                return Problem.RATE_LIMITED;
            }
        }
        Problem objection = proxy.objection(request, route);
        if (objection == null) {
            proxy.handOn(request, new Errand(target, route, trace, tokens.authorization(caller, route.service())));
        }
        return objection;
    }

    private @Nullable Quota quota(Caller caller) {
        return switch (caller) {
            case Caller.KeyHolder(KeyEntry key, TenantEntry tenant) -> limits.take(key, tenant);
            case Caller.Person person -> limits.take(person.id(), person.tenant());
            case Caller.Operator(), Caller.WebhookSender() -> null;
        };
    }

    /** What two readers of one message could understand differently (RFC 9112 sections 3.2 and 6.1). */
    private static boolean isAmbiguous(HttpServerRequest request) {
        var headers = request.headers();
        String encoding = headers.get(HttpHeaders.TRANSFER_ENCODING);
        if (encoding != null
                && (!encoding.equalsIgnoreCase("chunked")
                        || request.version() == HttpVersion.HTTP_1_0
                        || headers.contains(HttpHeaders.CONTENT_LENGTH))) {
            return true;
        }
        return headers.getAll(HttpHeaders.HOST).size() != 1 && request.version() != HttpVersion.HTTP_1_0
                || headers.getAll(API_KEY).size() > 1
                || headers.getAll(HttpHeaders.AUTHORIZATION).size() > 1;
    }

    private void refuse(HttpServerRequest request, Problem problem, Trace trace) {
        traffic.refused(problem);
        Refusals.answer(request, problem, trace.traceId());
    }
}
