package io.tidings.gateway.problem;

import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/**
 * Everything the gateway refuses by itself, with one body for each (RFC 9457). The bodies are constant but for the trace
 * id: nothing of the request is repeated, so that no answer can be used to probe or to inject.
 */
public enum Problem {
    REQUEST_TARGET(
            400,
            "request.path",
            "Bad request target",
            "The path or query has characters or segments that are not accepted."),
    REQUEST_FRAMING(
            400, "request.framing", "Bad request", "The message headers contradict each other or are not accepted."),
    LOGIN_FAILED(
            400,
            "login.failed",
            "Not logged in",
            "This login was not begun here, has ended or was refused: begin anew."),
    TENANT_UNNAMED(
            400,
            "tenant.unnamed",
            "Which tenant?",
            "You are a member of several tenants: use the host of one or name it in X-Tenant."),
    CREDENTIAL_MISSING(
            401,
            "credential.missing",
            "Credential needed",
            "Send an API key in X-API-Key or as a bearer token, or log in."),
    CREDENTIAL_INVALID(
            401, "credential.invalid", "Credential not accepted", "The credential is unknown, revoked or expired."),
    CREDENTIAL_NETWORK(
            403,
            "credential.network",
            "Not from here",
            "The credential may be used from certain networks only, and this is none of them."),
    TENANT_CONFLICT(403, "tenant.conflict", "Wrong tenant", "The host and the credential name different tenants."),
    TENANT_SUSPENDED(
            403,
            "tenant.suspended",
            "Tenant suspended",
            "This tenant is suspended: it can read, but not change anything or send."),
    MEMBERSHIP_MISSING(403, "membership.missing", "Not a member", "You are not a member of this tenant."),
    LOGIN_CROSS_SITE(
            403,
            "login.cross-site",
            "From another site",
            "With a session, requests that change something must come from this site's own pages."),
    PERSON_NEEDED(403, "person.needed", "For people", "This is for people who logged in, not for keys."),
    OPERATOR_SCOPE(
            403,
            "operator.scope",
            "Not for the operator",
            "The operator key manages tenants on the base host, nothing else."),
    HOST_UNKNOWN(404, "host.unknown", "Unknown host", "No tenant answers on this host."),
    ROUTE_NOT_FOUND(404, "route.not-found", "Not found", "Nothing is served under this path."),
    METHOD(405, "request.method", "Method not accepted", "Use GET, HEAD, POST, PUT, PATCH, DELETE or OPTIONS."),
    BODY_LATE(408, "request.timeout", "Body not sent in time", "The rest of the body did not come."),
    BODY_TOO_LARGE(
            413,
            "request.too-large",
            "Body too large",
            "API bodies end at 1 MB, webhook bodies at 3 MB, files of contacts at 32 MB."),
    RATE_LIMITED(
            429,
            "limit.exceeded",
            "Too many requests",
            "A rate is used up, RateLimit says which; Retry-After says when to go on."),
    INTERNAL(500, "internal", "Internal error", "Something went wrong here; the trace id names it."),
    SERVICE_INTERRUPTED(
            502,
            "service.interrupted",
            "No answer",
            "The service went away before it answered. The request may have had its effect: repeat it with the same Idempotency-Key."),
    SERVICE_UNAVAILABLE(
            503,
            "service.unavailable",
            "Service unavailable",
            "The service cannot be reached now; the request had no effect."),
    LIMIT_UNAVAILABLE(
            503,
            "limit.unavailable",
            "Limits cannot be kept",
            "The limits of this operation cannot be counted now, and it is closed without them; the request had no effect."),
    STOPPING(503, "gateway.stopping", "Stopping", "This gateway is about to stop; ask again."),
    LOGIN_UNAVAILABLE(
            503, "login.unavailable", "Login unavailable", "The login service cannot be reached now; API keys work."),
    DIRECTORY_LOADING(503, "directory.loading", "Starting", "The gateway is still reading its directory."),
    SERVICE_TIMEOUT(
            504,
            "service.timeout",
            "No answer in time",
            "The service did not answer in time. The request may have had its effect: repeat it with the same Idempotency-Key.");

    /** Media type of every problem body. */
    public static final String MEDIA_TYPE = "application/problem+json";

    private static final String QUOTA_EXCEEDED = "https://iana.org/assignments/http-problem-types#quota-exceeded";
    private static final byte[] END = "\"}".getBytes(StandardCharsets.US_ASCII);

    private final int status;
    private final String code;
    private final byte[] beforeTraceId;

    Problem(int status, String code, String title, String detail) {
        this.status = status;
        this.code = code;
        String type = status == 429 ? QUOTA_EXCEEDED : "https://tidings.dev/problems/" + code;
        this.beforeTraceId = String.format(
                        Locale.ROOT,
                        "{\"type\":\"%s\",\"title\":\"%s\",\"status\":%d,\"detail\":\"%s\",\"code\":\"%s\",\"trace_id\":\"",
                        type,
                        title,
                        status,
                        detail,
                        code)
                .getBytes(StandardCharsets.UTF_8);
    }

    public int status() {
        return status;
    }

    /** Stable name, also the end of the type URI. */
    public String code() {
        return code;
    }

    /** The body to send. @param traceId 32 hex digits of our own making or checking, never raw input */
    public Buffer body(String traceId) {
        return Buffer.buffer(beforeTraceId.length + 34)
                .appendBytes(beforeTraceId)
                .appendString(traceId)
                .appendBytes(END);
    }

    /**
     * The body of a refusal by limits.
     *
     * @param violated names of the policies, none of which needs quoting
     */
    public Buffer body(String traceId, List<String> violated) {
        Buffer whole = body(traceId);
        return whole.slice(0, whole.length() - 1)
                .copy()
                .appendString(",\"violated-policies\":[\"" + String.join("\",\"", violated) + "\"]}");
    }

    /** Sets the fields that go with the body. */
    public void describe(MultiMap headers) {
        headers.set(HttpHeaders.CONTENT_TYPE, MEDIA_TYPE);
        headers.set(HttpHeaders.CACHE_CONTROL, "no-store");
        headers.set("X-Content-Type-Options", "nosniff");
        switch (status) {
            case 401 -> headers.set("WWW-Authenticate", "Bearer realm=\"tidings\"");
            case 405 -> headers.set(HttpHeaders.ALLOW, "GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS");
            case 503 -> headers.set(HttpHeaders.RETRY_AFTER, "1");
            default -> {}
        }
    }
}
