package io.tidings.runtime.problem;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import io.opentelemetry.api.trace.Span;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import io.tidings.runtime.event.Transience;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jspecify.annotations.Nullable;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import jakarta.validation.ConstraintViolationException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;

/**
 * Turns every failure into one RFC 9457 body: {@code type}, {@code title}, {@code status}, {@code detail}, {@code code},
 * {@code trace_id} and the facts of a refusal. Never a stack trace, SQL, a class name or an echo of the input.
 */
public class Problems {
    private static final Logger LOG = Logger.getLogger(Problems.class);
    private static final String TYPES = "https://tidings.dev/problems/";

    /** One field that breaks its rule. */
    record FieldError(String field, String message) {}

    @ServerExceptionMapper
    public Response refusal(Refusal refusal) {
        return problem(status(refusal.kind()), refusal.code(), refusal.getMessage(), refusal.facts());
    }

    @ServerExceptionMapper
    public Response invalid(ConstraintViolationException violations) {
        var errors = violations.getConstraintViolations().stream()
                .map(v -> new FieldError(PropertyPaths.ofBody(v.getPropertyPath()), v.getMessage()))
                .sorted(Comparator.comparing(FieldError::field))
                .toList();
        return problem(422, "request.invalid", "The request breaks the rules of its fields", Map.of("errors", errors));
    }

    @ServerExceptionMapper
    public Response malformed(JacksonException e) {
        return problem(400, "request.malformed", "The body is not the JSON this operation takes", fieldOf(e));
    }

    /** Named, because the framework brings a mapper of its own for this one. */
    @ServerExceptionMapper
    public Response mismatched(MismatchedInputException e) {
        return malformed(e);
    }

    @ServerExceptionMapper
    public Response unauthorized(UnauthorizedException e) {
        return problem(401, "credential.missing", "A valid internal token is needed", Map.of());
    }

    @ServerExceptionMapper
    public Response forbidden(ForbiddenException e) {
        return problem(403, "permission.missing", "The credential lacks the permission for this operation", Map.of());
    }

    @ServerExceptionMapper
    public Response web(WebApplicationException e) {
        if (e.getCause() instanceof JacksonException json) {
            return malformed(json);
        }
        var status = e.getResponse().getStatus();
        return switch (status) {
            case 400 -> problem(400, "request.malformed", "The request cannot be read", Map.of());
            case 404 -> problem(404, "route.not-found", "There is nothing at this address", Map.of());
            case 405 -> problem(405, "route.method", "The method is not offered here", Map.of());
            case 406 -> problem(406, "route.not-acceptable", "Only application/json is offered", Map.of());
            case 413 -> problem(413, "request.too-large", "The body is too large", Map.of());
            case 415 -> problem(415, "request.media-type", "The body must be application/json", Map.of());
            default ->
                status < 500 ? problem(status, "request.refused", "The request is refused", Map.of()) : failure(e);
        };
    }

    @ServerExceptionMapper
    public Response failure(Throwable failure) {
        if (Transience.isTransient(failure)) {
            LOG.warnf("Temporarily unavailable: %s", failure.toString());
            return problem(503, "service.unavailable", "Temporarily unavailable; try again", Map.of("retry_after", 1L));
        }
        LOG.error("Unexpected failure", failure);
        return problem(500, "service.failure", null, Map.of());
    }

    static int status(Refusal.Kind kind) {
        return switch (kind) {
            case MALFORMED -> 400;
            case UNAUTHENTICATED -> 401;
            case TOO_LARGE -> 413;
            case INVALID -> 422;
            case NOT_FOUND -> 404;
            case FORBIDDEN -> 403;
            case CONFLICT -> 409;
            case STALE -> 412;
            case OVER_LIMIT -> 429;
            case GONE -> 410;
            case UPSTREAM -> 502;
        };
    }

    private static Map<String, Object> fieldOf(JacksonException e) {
        if (e instanceof JsonMappingException mapping && !(e instanceof UnrecognizedPropertyException)) {
            return PropertyPaths.ofJson(mapping)
                    .<Map<String, Object>>map(
                            path -> Map.of("errors", List.of(new FieldError(path, "has the wrong type or shape"))))
                    .orElse(Map.of());
        }
        return Map.of();
    }

    static Response problem(int status, String code, @Nullable String detail, Map<String, Object> facts) {
        var body = new LinkedHashMap<String, Object>();
        body.put("type", TYPES + code);
        body.put("title", Titles.of(status));
        body.put("status", status);
        if (detail != null) {
            body.put("detail", detail);
        }
        body.put("code", code);
        var span = Span.current().getSpanContext();
        if (span.isValid()) {
            body.put("trace_id", span.getTraceId());
        }
        body.putAll(facts);
        var response = Response.status(status).type("application/problem+json").entity(body);
        if (status == 401) {
            response.header("WWW-Authenticate", "Bearer");
        }
        if (facts.get("retry_after") instanceof Long seconds) {
            response.header("Retry-After", seconds);
        }
        return response.build();
    }
}
