package io.tidings.simulator.http;

/** A request to one of the simulator's own endpoints that it will not do; answered as problem+json (RFC 9457). */
public final class Refused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int status;
    private final String code;

    private Refused(int status, String code, String detail) {
        super(detail, null, false, false);
        this.status = status;
        this.code = code;
    }

    /** 400: not JSON, a missing or unknown field, or a value of the wrong type. */
    public static Refused badRequest(String detail) {
        return new Refused(400, "request.invalid", detail);
    }

    /** 404: what the request names does not exist here. */
    public static Refused notFound(String detail) {
        return new Refused(404, "not-found", detail);
    }

    /** 409: the simulator is not set up for this. */
    public static Refused conflict(String detail) {
        return new Refused(409, "conflict", detail);
    }

    /** 415: a body that is not declared as JSON; a web page of another origin cannot declare it without asking first. */
    public static Refused notJson() {
        return new Refused(415, "request.not-json", "Send Content-Type: application/json");
    }

    public int status() {
        return status;
    }

    public String code() {
        return code;
    }

    public String detail() {
        return String.valueOf(getMessage());
    }
}
