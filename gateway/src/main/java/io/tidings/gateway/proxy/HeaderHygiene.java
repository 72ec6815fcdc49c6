package io.tidings.gateway.proxy;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which fields may cross the gateway. Inwards go no hop-by-hop fields (RFC 9110 section 7.6.1), none that claim a tenant,
 * an origin, another method or another path, no credential of the client, and no name with an underscore, which some
 * readers take for a dash. Outwards go no hop-by-hop fields and nothing that tells about the inside.
 */
final class HeaderHygiene {
    private static final Set<String> NEVER_INWARDS = caseInsensitive(
            "Connection",
            "Keep-Alive",
            "Proxy-Connection",
            "Proxy-Authenticate",
            "Proxy-Authorization",
            "TE",
            "Trailer",
            "Transfer-Encoding",
            "Upgrade",
            "HTTP2-Settings",
            "Expect",
            "Host",
            "Forwarded",
            "Via",
            "X-Real-IP",
            "X-API-Key",
            "Authorization",
            "Cookie",
            "X-HTTP-Method-Override",
            "X-HTTP-Method",
            "X-Method-Override",
            "X-Original-URL",
            "X-Rewrite-URL",
            "traceparent");

    private static final Set<String> NEVER_OUTWARDS = caseInsensitive(
            "Connection",
            "Keep-Alive",
            "Proxy-Connection",
            "Proxy-Authenticate",
            "TE",
            "Trailer",
            "Transfer-Encoding",
            "Upgrade",
            "Server",
            "X-Powered-By",
            "RateLimit",
            "RateLimit-Policy");

    /** Fields that a {@code Connection} field cannot take away: the message would mean something else without them. */
    private static final Set<String> ESSENTIAL =
            caseInsensitive("Content-Length", "Content-Type", "Content-Encoding", "If-Match", "Idempotency-Key");

    private HeaderHygiene() {}

    /** Copies what may go from a client to a service. */
    static void inwards(MultiMap from, MultiMap to) {
        copy(from, to, NEVER_INWARDS);
    }

    /** Copies what may go from a service to a client. */
    static void outwards(MultiMap from, MultiMap to) {
        copy(from, to, NEVER_OUTWARDS);
    }

    private static void copy(MultiMap from, MultiMap to, Set<String> never) {
        Set<String> hopByHop = namedIn(from.getAll(HttpHeaders.CONNECTION));
        for (Map.Entry<String, String> header : from) {
            String name = header.getKey();
            if (!never.contains(name) && !isReserved(name) && (hopByHop.isEmpty() || !hopByHop.contains(name))) {
                to.add(name, header.getValue());
            }
        }
    }

    private static boolean isReserved(String name) {
        if (name.indexOf('_') >= 0) {
            return true;
        }
        char first = name.isEmpty() ? ' ' : name.charAt(0);
        return (first == 'x' || first == 'X')
                && (startsWith(name, "X-Tenant") || startsWith(name, "X-Tidings-") || startsWith(name, "X-Forwarded-"));
    }

    private static boolean startsWith(String name, String prefix) {
        return name.regionMatches(true, 0, prefix, 0, prefix.length());
    }

    /** @param connection every line of the field: the second may name what the first does not */
    private static Set<String> namedIn(List<String> connection) {
        if (connection.isEmpty() || connection.size() == 1 && isUsual(connection.getFirst())) {
            return Set.of();
        }
        Set<String> names = caseInsensitive();
        for (String line : connection) {
            for (String option : line.split(",", 32)) {
                names.add(option.trim());
            }
        }
        names.removeAll(ESSENTIAL);
        return names;
    }

    private static boolean isUsual(String connection) {
        return connection.equalsIgnoreCase("keep-alive") || connection.equalsIgnoreCase("close");
    }

    private static Set<String> caseInsensitive(String... names) {
        Set<String> set = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        set.addAll(List.of(names));
        return set;
    }
}
