package io.tidings.gateway;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;

/** Whether a message means the same to everybody who reads it. */
final class Framing {
    private Framing() {}

    /** What two readers of one message could understand differently (RFC 9112 sections 3.2 and 6.1). */
    static boolean isAmbiguous(HttpServerRequest request) {
        var headers = request.headers();
        String encoding = headers.get(HttpHeaders.TRANSFER_ENCODING);
        if (encoding != null
                && (!encoding.equalsIgnoreCase("chunked")
                        || headers.getAll(HttpHeaders.TRANSFER_ENCODING).size() > 1
                        || request.version() == HttpVersion.HTTP_1_0
                        || headers.contains(HttpHeaders.CONTENT_LENGTH))) {
            return true;
        }
        return headers.getAll(HttpHeaders.HOST).size() != 1 && request.version() != HttpVersion.HTTP_1_0
                || headers.getAll(Door.API_KEY).size() > 1
                || headers.getAll(HttpHeaders.AUTHORIZATION).size() > 1;
    }
}
