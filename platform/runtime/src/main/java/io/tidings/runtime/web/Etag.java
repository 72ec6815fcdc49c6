package io.tidings.runtime.web;

import io.tidings.runtime.problem.Refusal;

/** Entity tags made of a version number. */
public final class Etag {
    private Etag() {}

    /** The strong tag of a version, quotes included (RFC 9110). */
    public static String of(long version) {
        return "\"" + version + "\"";
    }

    /** Somebody else has changed it meanwhile. */
    static final class Stale extends Refusal {
        Stale() {
            super(Kind.STALE, "request.stale", "The resource has changed since you read it; read it again");
        }
    }
}
