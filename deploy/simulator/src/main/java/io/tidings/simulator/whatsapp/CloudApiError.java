package io.tidings.simulator.whatsapp;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidings.simulator.http.Json;
import org.jspecify.annotations.Nullable;

/**
 * A call refused the way the Cloud API refuses: {@code {"error":{message, type, code, error_data:{details}, fbtrace_id}}}.
 * Source: Meta, "Cloud API error codes"; build on {@code code} and {@code details}, the rest is for people.
 */
final class CloudApiError extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int status;
    private final int code;
    private final int subcode;
    private final @Nullable String details;

    private CloudApiError(int status, int code, int subcode, String message, @Nullable String details) {
        super(message, null, false, false);
        this.status = status;
        this.code = code;
        this.subcode = subcode;
        this.details = details;
    }

    private static CloudApiError of(int status, int code, String message, String details) {
        return new CloudApiError(status, code, 0, "(#" + code + ") " + message, details);
    }

    /** 190: no bearer token, or not the one of this number. */
    static CloudApiError token(String why) {
        return new CloudApiError(401, 190, 0, why, null);
    }

    /** 100, subcode 33: the phone number id in the path is not one of the token's. */
    static CloudApiError unknownObject(String id) {
        return new CloudApiError(
                400,
                100,
                33,
                "Unsupported post request. Object with ID '" + id + "' does not exist, cannot be loaded due to missing"
                        + " permissions, or does not support this operation",
                null);
    }

    /** 100: a parameter that is not there. */
    static CloudApiError required(String parameter) {
        return new CloudApiError(400, 100, 0, "(#100) The parameter " + parameter + " is required.", null);
    }

    /** 100: a parameter the API does not have, or one of the wrong type or length. */
    static CloudApiError invalid(String details) {
        return of(400, 100, "Invalid parameter", details);
    }

    /** 131008: a part of a message that its type cannot do without. */
    static CloudApiError missing(String details) {
        return of(400, 131008, "Required parameter is missing", details);
    }

    /** 131009: a part of a message with a value it cannot have. */
    static CloudApiError value(String details) {
        return of(400, 131009, "Parameter value is not valid", details);
    }

    /** 131051: a message type that is not played here. */
    static CloudApiError unsupported(String type) {
        return of(400, 131051, "Unsupported message type", "Message type " + type + " is currently not supported");
    }

    static CloudApiError parameterCount(String component, int given, int expected) {
        return of(
                400,
                132000,
                "Number of parameters does not match the expected number of params",
                component + ": number of localizable_params (" + given
                        + ") does not match the expected number of params (" + expected + ")");
    }

    static CloudApiError noTemplate(String name, String language) {
        return of(
                404,
                132001,
                "Template name does not exist in the translation",
                "template name (" + name + ") does not exist in " + language);
    }

    /** 132012: a parameter whose type the template does not have there. */
    static CloudApiError parameterFormat(String details) {
        return of(400, 132012, "Parameter format does not match format in the created template", details);
    }

    /** 132018: a template parameter with a line feed, a tab or more than four spaces in a row. */
    static CloudApiError parameterText() {
        return parameterText("Param text cannot have new-line/tab characters or more than 4 consecutive spaces");
    }

    /** 132018: a template parameter that cannot be there. */
    static CloudApiError parameterText(String details) {
        return of(400, 132018, "There's an issue with the parameters in your template", details);
    }

    /** 130429: over 80 messages a second from one number; {@code status} is 400 in Meta's table, 429 when injected. */
    static CloudApiError rate(int status) {
        return of(
                status,
                130429,
                "Rate limit hit",
                "Message failed to send because there were too many messages sent "
                        + "from this phone number in a short period of time");
    }

    static CloudApiError pairRate() {
        return of(
                400,
                131056,
                "(Business Account, Consumer Account) pair rate limit hit",
                "Message failed to send "
                        + "because there were too many messages sent from this phone number to the same phone number in a short "
                        + "period of time");
    }

    static CloudApiError down(int status) {
        return status == 503
                ? of(503, 131016, "Service unavailable", "A service is temporarily unavailable")
                : of(500, 131000, "Something went wrong", "Message failed to send due to an unknown error");
    }

    int status() {
        return status;
    }

    int code() {
        return code;
    }

    @Nullable
    String details() {
        return details;
    }

    String message() {
        return String.valueOf(getMessage());
    }

    ObjectNode toJson() {
        var body = Json.object();
        var error = body.putObject("error");
        error.put("message", message());
        error.put("type", "OAuthException");
        error.put("code", code);
        if (subcode != 0) {
            error.put("error_subcode", subcode);
        }
        if (details != null) {
            error.putObject("error_data").put("messaging_product", "whatsapp").put("details", details);
        }
        error.put("fbtrace_id", Ids.trace());
        return body;
    }
}
