package io.tidings.simulator.twilio;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidings.simulator.http.Json;

/** A refusal in Twilio's form: {@code {code, message, more_info, status}}. */
final class TwilioError extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int status;
    private final int code;

    private TwilioError(int status, int code, String message) {
        super(message, null, false, false);
        this.status = status;
        this.code = code;
    }

    static TwilioError authenticate() {
        return new TwilioError(401, 20003, "Authenticate");
    }

    static TwilioError notFound() {
        return new TwilioError(404, 20404, "The requested resource was not found");
    }

    static TwilioError tooMany() {
        return new TwilioError(429, 20429, "Too Many Requests");
    }

    static TwilioError down(int status) {
        return new TwilioError(status, status == 503 ? 20503 : 20500, "An internal server error has occurred");
    }

    /** 400 with one of the codes of the Messages resource. */
    static TwilioError badRequest(int code, String message) {
        return new TwilioError(400, code, message);
    }

    int status() {
        return status;
    }

    int code() {
        return code;
    }

    ObjectNode toJson() {
        return Json.object()
                .put("code", code)
                .put("message", getMessage())
                .put("more_info", "https://www.twilio.com/docs/errors/" + code)
                .put("status", status);
    }
}
