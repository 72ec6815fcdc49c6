package io.tidings.gateway.login;

import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.core.http.HttpServerRequest;
import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.util.Optional;

import jakarta.inject.Singleton;

/**
 * The gateway's two cookies, both sealed, for this host only, out of reach of scripts, and not sent along by other sites'
 * forms: the session, and an attempt to log in. Behind https they carry the {@code __Host-} prefix, which browsers hold
 * to all of that (RFC 6265bis).
 */
@Singleton
class Cookies {
    private static final String SESSION = "tidings";
    private static final String ATTEMPT = "tidings-login";

    private final boolean secure;
    private final Optional<Seal> seal;

    Cookies(LoginSettings settings) {
        URI url = settings.publicUrl();
        this.secure = "https".equals(url.getScheme());
        if (!secure && !isLocal(url.getHost())) {
            throw new IllegalStateException("tidings.login.public-url must be https: cookies would go in the clear");
        }
        this.seal = settings.cookieKey().map(Seal::new);
    }

    boolean hasSession(HttpServerRequest request) {
        return request.getCookie(name(SESSION)) != null;
    }

    @Nullable
    Session session(HttpServerRequest request) {
        return Session.read(open(request, SESSION));
    }

    void keepSession(HttpServerRequest request, Session session) {
        keep(request, SESSION, session.text(), -1);
    }

    void forgetSession(HttpServerRequest request) {
        forget(request, SESSION);
    }

    @Nullable
    Attempt attempt(HttpServerRequest request) {
        return Attempt.read(open(request, ATTEMPT));
    }

    void keepAttempt(HttpServerRequest request, Attempt attempt, long seconds) {
        keep(request, ATTEMPT, attempt.text(), seconds);
    }

    void forgetAttempt(HttpServerRequest request) {
        forget(request, ATTEMPT);
    }

    private @Nullable String open(HttpServerRequest request, String purpose) {
        Cookie cookie = request.getCookie(name(purpose));
        return cookie == null || seal.isEmpty() ? null : seal.get().open(purpose, cookie.getValue());
    }

    private void keep(HttpServerRequest request, String purpose, String text, long seconds) {
        Cookie cookie = cookie(purpose, seal.orElseThrow().close(purpose, text));
        if (seconds >= 0) {
            cookie.setMaxAge(seconds);
        }
        request.response().addCookie(cookie);
    }

    private void forget(HttpServerRequest request, String purpose) {
        request.response().addCookie(cookie(purpose, "").setMaxAge(0));
    }

    Cookie cookie(String purpose, String value) {
        return Cookie.cookie(name(purpose), value)
                .setPath("/")
                .setHttpOnly(true)
                .setSecure(secure)
                .setSameSite(CookieSameSite.LAX);
    }

    private String name(String purpose) {
        return secure ? "__Host-" + purpose : purpose;
    }

    private static boolean isLocal(@Nullable String host) {
        return host != null && (host.equals("localhost") || host.endsWith(".localhost") || host.equals("127.0.0.1"));
    }
}
