package io.tidings.gateway.network;

import io.vertx.core.http.HttpServerRequest;
import org.jspecify.annotations.Nullable;

import java.net.InetAddress;
import java.util.List;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

/**
 * Finds out where a request comes from. The peer of the connection is who it is; what it claims about somebody behind it
 * counts only when it is one of the proxies that are ours, and then from the right: the first address that is none of
 * them is the client's.
 */
@Singleton
public class Origins {
    private static final String FORWARDED_FOR = "X-Forwarded-For";
    private static final int MOST_HOPS = 32;

    private final Networks proxies;

    @Inject
    Origins(NetworkSettings settings) {
        this(settings.trustedProxies().orElse(List.of()));
    }

    Origins(List<String> trustedProxies) {
        this.proxies = Networks.of(trustedProxies);
    }

    public Origin of(HttpServerRequest request) {
        String peer = request.remoteAddress().hostAddress();
        String proto = request.isSSL() ? "https" : "http";
        if (proxies.isEmpty() || !proxies.contains(peer)) {
            return new Origin(peer, proto);
        }
        return behindProxy(
                peer,
                proto,
                request.headers().getAll(FORWARDED_FOR),
                request.headers().getAll("X-Forwarded-Proto"));
    }

    /** @param hops the fields' lines in their order */
    Origin behindProxy(String peer, String proto, List<String> hops, List<String> protos) {
        String spoken = protos.size() == 1 ? protos.getFirst() : "";
        String known = spoken.equals("https") || spoken.equals("http") ? spoken : proto;
        String[] chain = String.join(",", hops).split(",", -1);
        String client = peer;
        for (int i = chain.length - 1; i >= Math.max(0, chain.length - MOST_HOPS); i--) {
            String hop = address(chain[i].trim());
            if (hop == null) {
                break;
            }
            client = hop;
            if (!proxies.contains(hop)) {
                break;
            }
        }
        return new Origin(client, known);
    }

    /** Null for what is no address in digits: whoever wrote that is not to be believed further. */
    private static @Nullable String address(String text) {
        try {
            return InetAddress.ofLiteral(text).getHostAddress();
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
