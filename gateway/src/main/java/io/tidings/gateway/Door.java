package io.tidings.gateway;

import io.tidings.gateway.connection.Line;
import io.tidings.gateway.connection.Lines;
import io.tidings.gateway.directory.TenantEntry;
import io.tidings.gateway.health.SuiteHealth;
import io.tidings.gateway.limits.Decision;
import io.tidings.gateway.limits.RateLimits;
import io.tidings.gateway.login.People;
import io.tidings.gateway.network.Origin;
import io.tidings.gateway.network.Origins;
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
import io.tidings.gateway.usage.CallMeter;
import io.vertx.core.Future;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

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
    static final CharSequence API_KEY = HttpHeaders.createOptimized("X-API-Key");
    private static final CharSequence TRACEPARENT = HttpHeaders.createOptimized("traceparent");
    private static final Set<HttpMethod> METHODS = Set.of(
            HttpMethod.GET,
            HttpMethod.HEAD,
            HttpMethod.POST,
            HttpMethod.PUT,
            HttpMethod.PATCH,
            HttpMethod.DELETE,
            HttpMethod.OPTIONS);

    private final Lines lines;
    private final SuiteHealth health;
    private final Pages pages;
    private final Hosts hosts;
    private final Origins origins;
    private final Doorkeeper doorkeeper;
    private final People people;
    private final RateLimits limits;
    private final CallMeter meter;
    private final InternalTokens tokens;
    private final ServiceProxy proxy;
    private final Traffic traffic;

    Door(
            Lines lines,
            SuiteHealth health,
            Pages pages,
            Hosts hosts,
            Origins origins,
            Doorkeeper doorkeeper,
            People people,
            RateLimits limits,
            CallMeter meter,
            InternalTokens tokens,
            ServiceProxy proxy,
            Traffic traffic) {
        this.lines = lines;
        this.health = health;
        this.pages = pages;
        this.hosts = hosts;
        this.origins = origins;
        this.doorkeeper = doorkeeper;
        this.people = people;
        this.limits = limits;
        this.meter = meter;
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
        } else if (Framing.isAmbiguous(request)) {
            problem = Problem.REQUEST_FRAMING;
        }
        refuse(request, problem, Trace.of(null));
    }

    private void enter(HttpServerRequest request) {
        Line line = lines.begin(request);
        request.response().endHandler(done -> line.end());
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
        if (Framing.isAmbiguous(request)) {
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
        String path = target.path();
        if (pages.answer(request, path)) {
            return null;
        }
        Credential credential = Credential.of(request.getHeader(API_KEY), request.getHeader(HttpHeaders.AUTHORIZATION));
        Origin origin = origins.of(request);
        if (people.serves(path)) {
            Future<Decision> decision =
                    limits.takeOf(origin, people.isLogin(path) ? RateLimits.LOGIN : RateLimits.ADDRESS);
            return limited(
                    request,
                    trace,
                    decision,
                    () -> later(request, trace, people.answer(request, host, path, credential), problem -> problem));
        }
        Route route = RoutingTable.route(path);
        if (route == null) {
            return Problem.ROUTE_NOT_FOUND;
        }
        // Before the doorkeeper, who lets anybody read what is open: a session counts there too.
        if (people.concerns(request, route, credential)) {
            return later(
                    request,
                    trace,
                    people.admit(request, host, route, path, credential),
                    admission -> proceed(request, trace, target, route, origin, admission));
        }
        Admission admission = doorkeeper.admit(host, route, request.method(), credential, origin);
        return proceed(request, trace, target, route, origin, admission);
    }

    /** Goes on when something is known; until then nothing of the body may arrive. */
    private <T> @Nullable Problem later(
            HttpServerRequest request, Trace trace, Future<T> known, Function<T, @Nullable Problem> goOn) {
        request.pause();
        known.map(goOn)
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
        return null;
    }

    /** Goes on once it is known who is calling. Null when the request was answered or handed on. */
    private @Nullable Problem proceed(
            HttpServerRequest request,
            Trace trace,
            RequestTarget target,
            Route route,
            Origin origin,
            Admission admission) {
        return switch (admission) {
            case Admission.Refused(Problem problem) -> problem;
            case Admission.Admitted(Caller caller) ->
                admitted(request, new Visit(trace, target, route, origin, caller));
        };
    }

    private @Nullable Problem admitted(HttpServerRequest request, Visit visit) {
        TenantEntry tenant = visit.caller.tenant();
        if (tenant != null) {
            Future<Decision> decision = limits.take(visit.caller.key(), tenant, visit.route);
            return limited(request, visit.trace, decision, () -> handOn(request, visit));
        }
        return switch (visit.caller) {
            case Caller.Operator operator -> handOn(request, visit);
            case Caller.WebhookSender sender -> handOn(request, visit);
            default ->
                limited(
                        request,
                        visit.trace,
                        limits.takeOf(visit.origin, RateLimits.ADDRESS),
                        () -> handOn(request, visit));
        };
    }

    /** Goes on when the limits allow it, now or when they are known. */
    private @Nullable Problem limited(
            HttpServerRequest request, Trace trace, Future<Decision> decision, Supplier<@Nullable Problem> goOn) {
        return decision.isComplete()
                ? decided(request, trace, decision.result(), goOn)
                : later(request, trace, decision, made -> decided(request, trace, made, goOn));
    }

    private @Nullable Problem decided(
            HttpServerRequest request, Trace trace, Decision decision, Supplier<@Nullable Problem> goOn) {
        if (decision.verdict() == Decision.Verdict.UNDECIDED) {
            return Problem.LIMIT_UNAVAILABLE;
        }
        request.response().putHeader(RATE_LIMIT_POLICY, decision.policy()).putHeader(RATE_LIMIT, decision.state());
        if (!decision.isAllowed()) {
            request.response().putHeader(HttpHeaders.RETRY_AFTER, Long.toString(decision.retryAfter()));
            traffic.refused(Problem.RATE_LIMITED);
            Refusals.answer(request, Problem.RATE_LIMITED, trace.traceId(), decision.violated());
            return null;
        }
        return goOn.get();
    }

    private @Nullable Problem handOn(HttpServerRequest request, Visit visit) {
        Problem objection = proxy.objection(request, visit.route);
        TenantEntry tenant = visit.caller.tenant();
        if (objection == null && tenant != null && !meter.count(tenant, visit.caller.key())) {
            objection = Problem.STOPPING;
        }
        if (objection == null) {
            String authorization = tokens.authorization(visit.caller, visit.route.service());
            proxy.handOn(request, new Errand(visit.target, visit.route, visit.trace, visit.origin, authorization));
        }
        return objection;
    }

    /** A request that was let in. */
    private record Visit(Trace trace, RequestTarget target, Route route, Origin origin, Caller caller) {}

    private void refuse(HttpServerRequest request, Problem problem, Trace trace) {
        traffic.refused(problem);
        Refusals.answer(request, problem, trace.traceId());
    }
}
