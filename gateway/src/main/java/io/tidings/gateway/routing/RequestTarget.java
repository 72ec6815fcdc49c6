package io.tidings.gateway.routing;

import org.jspecify.annotations.Nullable;

/**
 * A request target that means the same to everybody who reads it. Whatever two parsers could understand differently is
 * refused instead of repaired: encoded slashes and dots, dot segments, empty segments, matrix parameters, backslashes,
 * control characters, anything outside ASCII, a needlessly encoded letter (RFC 3986 section 6.2.2), absolute forms.
 *
 * @param path begins with a slash; of an API path a trailing slash is gone
 * @param uri path and query, as it goes to the service
 */
public record RequestTarget(String path, String uri) {
    private static final int MAX_LENGTH = 4096;

    /** The accepted target, or null. @param uri the request line's target as it came in */
    public static @Nullable RequestTarget of(String uri) {
        int length = uri.length();
        if (length == 0 || length > MAX_LENGTH || uri.charAt(0) != '/') {
            return null;
        }
        int question = uri.indexOf('?');
        int end = question < 0 ? length : question;
        if (!isAcceptedPath(uri, end) || !isAcceptedQuery(uri, end)) {
            return null;
        }
        if (question < 0 && !isTrailingSlash(uri, end)) {
            return new RequestTarget(uri, uri);
        }
        String path = uri.substring(0, isTrailingSlash(uri, end) ? end - 1 : end);
        return new RequestTarget(path, question < 0 ? path : path + uri.substring(question));
    }

    private static boolean isTrailingSlash(String uri, int end) {
        return end > 1 && uri.charAt(end - 1) == '/' && uri.startsWith("/api/");
    }

    private static boolean isAcceptedPath(String uri, int end) {
        for (int i = 0; i < end; i++) {
            char c = uri.charAt(i);
            switch (c) {
                case '/' -> {
                    if (isEmptyOrDotSegment(uri, i + 1, end)) {
                        return false;
                    }
                }
                case '%' -> {
                    if (!isAcceptedEncoding(uri, i, end)) {
                        return false;
                    }
                    i += 2;
                }
                case ';', '\\', '#', '"', '<', '>', '^', '`', '{', '|', '}' -> {
                    return false;
                }
                default -> {
                    if (c <= ' ' || c >= 0x7f) {
                        return false;
                    }
                }
            }
        }
        return true;
    }

    private static boolean isEmptyOrDotSegment(String uri, int from, int end) {
        if (from >= end) {
            return false;
        }
        if (uri.charAt(from) == '/') {
            return true;
        }
        int dots = 0;
        int i = from;
        while (i < end && uri.charAt(i) == '.') {
            dots++;
            i++;
        }
        return dots > 0 && (i == end || uri.charAt(i) == '/');
    }

    private static boolean isAcceptedEncoding(String uri, int at, int end) {
        if (at + 2 >= end) {
            return false;
        }
        int high = Character.digit(uri.charAt(at + 1), 16);
        int low = Character.digit(uri.charAt(at + 2), 16);
        if (high < 0 || low < 0) {
            return false;
        }
        int decoded = high << 4 | low;
        boolean unreserved = decoded >= 'a' && decoded <= 'z'
                || decoded >= 'A' && decoded <= 'Z'
                || decoded >= '0' && decoded <= '9'
                || "-._~".indexOf(decoded) >= 0;
        return decoded >= ' ' && decoded != 0x7f && !unreserved && "/\\;%?#".indexOf(decoded) < 0;
    }

    private static boolean isAcceptedQuery(String uri, int from) {
        for (int i = from; i < uri.length(); i++) {
            char c = uri.charAt(i);
            if (c <= ' ' || c >= 0x7f || c == '#') {
                return false;
            }
        }
        return true;
    }
}
