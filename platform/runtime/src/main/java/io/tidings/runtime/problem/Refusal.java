package io.tidings.runtime.problem;

import java.util.Map;

/**
 * A request or event that is understood and not granted. The code is stable and documented, the message constant (never
 * an echo of the input), the facts are what a client may act on, such as {@code retry_after} in seconds.
 */
public abstract class Refusal extends RuntimeException {

    /** What kind of no it is; the web adapter alone turns it into a status. */
    public enum Kind {
        MALFORMED,
        TOO_LARGE,
        INVALID,
        UNAUTHENTICATED,
        NOT_FOUND,
        FORBIDDEN,
        CONFLICT,
        STALE,
        OVER_LIMIT,
        GONE,
        UPSTREAM
    }

    private final Kind kind;
    private final String code;
    private final Map<String, Object> facts;

    protected Refusal(Kind kind, String code, String message) {
        this(kind, code, message, Map.of());
    }

    protected Refusal(Kind kind, String code, String message, Map<String, Object> facts) {
        super(message, null, false, false);
        this.kind = kind;
        this.code = code;
        this.facts = Map.copyOf(facts);
    }

    public Kind kind() {
        return kind;
    }

    public String code() {
        return code;
    }

    public Map<String, Object> facts() {
        return facts;
    }
}
