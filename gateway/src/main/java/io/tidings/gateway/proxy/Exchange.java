package io.tidings.gateway.proxy;

import io.tidings.gateway.problem.Problem;
import io.tidings.gateway.problem.Refusals;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.streams.ReadStream;
import org.jspecify.annotations.Nullable;

import java.util.concurrent.TimeoutException;

/**
 * One request on its way to a service and back. Both bodies are streamed with back-pressure; a small answer of known
 * length is passed on in one piece, which saves a system call or two. Everything here runs on the event loop of the
 * client's connection.
 */
final class Exchange {
    private static final CharSequence TRACEPARENT = HttpHeaders.createOptimized("traceparent");
    private static final CharSequence FORWARDED_FOR = HttpHeaders.createOptimized("X-Forwarded-For");
    private static final CharSequence FORWARDED_PROTO = HttpHeaders.createOptimized("X-Forwarded-Proto");
    private static final CharSequence FORWARDED_HOST = HttpHeaders.createOptimized("X-Forwarded-Host");
    private static final CharSequence CONTENT_TYPE_OPTIONS = HttpHeaders.createOptimized("X-Content-Type-Options");
    private static final CharSequence NOSNIFF = HttpHeaders.createOptimized("nosniff");
    private static final int SMALL = 32 * 1024;

    private final Vertx vertx;
    private final HttpClient client;
    private final Upstream upstream;
    private final HttpServerRequest inbound;
    private final Errand errand;
    private final Traffic traffic;
    private final long bodyLimit;
    private final long bodyMillis;
    private final long startedAt = System.nanoTime();
    private @Nullable HttpClientRequest outbound;
    private @Nullable LimitedBody limited;
    private boolean repeated;
    private boolean late;

    Exchange(
            Vertx vertx,
            HttpClient client,
            Upstream upstream,
            HttpServerRequest inbound,
            Errand errand,
            Traffic traffic,
            long bodyLimit,
            long bodyMillis) {
        this.vertx = vertx;
        this.client = client;
        this.upstream = upstream;
        this.inbound = inbound;
        this.errand = errand;
        this.traffic = traffic;
        this.bodyLimit = bodyLimit;
        this.bodyMillis = bodyMillis;
    }

    /** Sends the request on and sees to it that it is answered, whatever comes. */
    void begin() {
        if (isChunked()) {
            inbound.exceptionHandler(this::unreadable);
        }
        if (hasBody()) {
            // Nothing of it may arrive before there is a connection to pass it on to.
            inbound.pause();
        } else {
            inbound.resume();
        }
        inbound.response().closeHandler(gone -> giveUp());
        connect();
    }

    private void connect() {
        client.request(upstream.target()).onSuccess(this::send).onFailure(this::failed);
    }

    private void send(HttpClientRequest request) {
        outbound = request;
        if (inbound.response().closed()) {
            upstream.breaker().abandoned();
            request.reset();
            return;
        }
        // The same failure comes back through the answer; without a handler it would be logged as well.
        request.exceptionHandler(failure -> {});
        request.setMethod(inbound.method()).setURI(errand.target().uri());
        describe(request.headers());
        request.response().onSuccess(this::answered).onFailure(this::failed);
        if (hasBody()) {
            sendBody(request);
        } else {
            request.end();
        }
    }

    private void describe(MultiMap headers) {
        HeaderHygiene.inwards(inbound.headers(), headers);
        if (!errand.trace().inherited()) {
            headers.remove("tracestate");
        }
        headers.set(HttpHeaders.AUTHORIZATION, errand.authorization());
        headers.set(TRACEPARENT, errand.trace().header());
        headers.set(FORWARDED_FOR, errand.origin().address());
        headers.set(FORWARDED_PROTO, errand.origin().proto());
        String host = inbound.getHeader(HttpHeaders.HOST);
        if (host != null) {
            headers.set(FORWARDED_HOST, host);
        }
    }

    private void sendBody(HttpClientRequest request) {
        ReadStream<Buffer> body = inbound;
        if (isChunked()) {
            limited = new LimitedBody(inbound, bodyLimit, this::unreadable);
            body = limited;
            request.setChunked(true);
        }
        if (errand.route().takesFiles()) {
            request.idleTimeout(bodyMillis); // nothing is answered before all of it is there
        }
        long timer = vertx.setTimer(bodyMillis, tooLong -> {
            late = true;
            request.reset();
        });
        body.pipe().endOnFailure(false).to(request).onComplete(done -> {
            vertx.cancelTimer(timer);
            if (done.failed()) {
                request.reset();
            }
        });
    }

    private void answered(HttpClientResponse answer) {
        int status = answer.statusCode();
        if (status == 502 || status == 503 || status == 504) {
            upstream.breaker().failed();
        } else {
            upstream.breaker().succeeded();
        }
        HttpServerResponse response = inbound.response();
        response.setStatusCode(status);
        HeaderHygiene.outwards(answer.headers(), response.headers());
        response.headers().set(CONTENT_TYPE_OPTIONS, NOSNIFF);
        passOn(answer, response, status)
                .onSuccess(done -> traffic.answered(upstream.service(), errand, status, startedAt))
                .onFailure(broken -> response.reset());
    }

    private Future<Void> passOn(HttpClientResponse answer, HttpServerResponse response, int status) {
        if (inbound.method() == HttpMethod.HEAD || status == 204 || status == 304) {
            return response.end();
        }
        String length = answer.getHeader(HttpHeaders.CONTENT_LENGTH);
        if (length == null) {
            if (inbound.version() == HttpVersion.HTTP_1_0) {
                response.putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
            } else {
                response.setChunked(true);
            }
        } else if (length.length() < 6 && Integer.parseInt(length) <= SMALL) {
            return answer.body().compose(response::end);
        }
        return answer.pipe().endOnFailure(false).to(response);
    }

    /** A read whose connection broke before an answer came is asked once more; everything else is never repeated. */
    private void failed(Throwable failure) {
        boolean isTimeout = failure instanceof TimeoutException;
        boolean isRead = inbound.method() == HttpMethod.GET || inbound.method() == HttpMethod.HEAD;
        if (isRead
                && outbound != null
                && !repeated
                && !isTimeout
                && !hasBody()
                && !inbound.response().closed()) {
            repeated = true;
            outbound = null;
            connect();
            return;
        }
        Problem problem = blame(isTimeout);
        refuse(problem);
    }

    /** A chunk that cannot be read: the line is closed right after this, so it is answered at once or never. */
    private void unreadable(Throwable failure) {
        if (!inbound.response().headWritten()) {
            refuse(Problem.REQUEST_FRAMING);
        }
    }

    private void refuse(Problem problem) {
        if (!inbound.response().closed() && !inbound.response().ended()) {
            traffic.refused(problem);
            traffic.answered(upstream.service(), errand, problem.status(), startedAt);
            Refusals.answer(inbound, problem, errand.trace().traceId());
        }
    }

    /** The breaker hears of failures of the service only: no client may close a service to the others. */
    private Problem blame(boolean isTimeout) {
        CircuitBreaker breaker = upstream.breaker();
        if (outbound == null) {
            breaker.failed();
            return Problem.SERVICE_UNAVAILABLE;
        }
        if ((!hasBody() || inbound.isEnded()) && !inbound.response().closed()) {
            breaker.failed();
            return isTimeout ? Problem.SERVICE_TIMEOUT : Problem.SERVICE_INTERRUPTED;
        }
        breaker.abandoned();
        if (limited != null && limited.isExceeded()) {
            return Problem.BODY_TOO_LARGE;
        }
        return isTimeout || late ? Problem.BODY_LATE : Problem.SERVICE_INTERRUPTED;
    }

    /** The client hung up: the service need not go on. */
    private void giveUp() {
        if (outbound != null) {
            outbound.reset();
        }
    }

    private boolean hasBody() {
        return isChunked() || inbound.headers().contains(HttpHeaders.CONTENT_LENGTH);
    }

    private boolean isChunked() {
        return inbound.headers().contains(HttpHeaders.TRANSFER_ENCODING);
    }
}
