package io.tidings.runtime.problem;

import jakarta.ws.rs.core.Response;

/** Reason phrases as titles of problems. */
final class Titles {
    private Titles() {}

    static String of(int status) {
        return switch (status) {
            case 422 -> "Unprocessable Content";
            default -> {
                var known = Response.Status.fromStatusCode(status);
                yield known == null ? "Error" : known.getReasonPhrase();
            }
        };
    }
}
