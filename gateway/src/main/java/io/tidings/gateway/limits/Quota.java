package io.tidings.gateway.limits;

/**
 * What a limit says to one request.
 *
 * @param allowed whether this request may go on
 * @param perMinute the limit
 * @param remaining requests left now
 * @param seconds until the limit is whole again, or, when refused, until one request is possible
 */
public record Quota(boolean allowed, int perMinute, long remaining, long seconds) {
    /** Seconds of the window in {@link #policy()}. */
    private static final String WINDOW = ";w=60";

    /** The {@code RateLimit-Policy} field (draft-ietf-httpapi-ratelimit-headers, September 2025). */
    public String policy() {
        return "\"default\";q=" + perMinute + WINDOW;
    }

    /** The {@code RateLimit} field. */
    public String state() {
        return "\"default\";r=" + remaining + ";t=" + seconds;
    }
}
