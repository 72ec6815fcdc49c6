package io.tidings.gateway.login;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import org.jspecify.annotations.Nullable;

import java.time.Clock;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

/**
 * Makes sessions from the issuer's tokens and renews them there, so that somebody who was locked out or logged out at the
 * issuer is out here within the lifetime of an access token.
 *
 * <p>A refresh token is good once, and using it twice ends the session. Browsers send several requests at a time: those
 * with the same token share one renewal, also those that come up to a minute after it with the cookie of before.
 */
@Singleton
class Sessions {
    private static final long REMEMBERED_MILLIS = 60_000;

    /** A session that is good now. @param isNew the browser's cookie is to be replaced */
    record Current(Session session, boolean isNew) {}

    private final Vertx vertx;
    private final Issuer issuer;
    private final IssuedTokens tokens;
    private final LoginSettings settings;
    private final Clock clock;
    private final Map<String, Future<Session>> renewals = new ConcurrentHashMap<>();

    @Inject
    Sessions(Vertx vertx, Issuer issuer, IssuedTokens tokens, LoginSettings settings) {
        this(vertx, issuer, tokens, settings, Clock.systemUTC());
    }

    Sessions(Vertx vertx, Issuer issuer, IssuedTokens tokens, LoginSettings settings, Clock clock) {
        this.vertx = vertx;
        this.issuer = issuer;
        this.tokens = tokens;
        this.settings = settings;
        this.clock = clock;
    }

    /** The session a code is good for. */
    Future<Session> begin(String code, String redirect, Attempt attempt) {
        Map<String, String> form = Map.of(
                "grant_type",
                "authorization_code",
                "code",
                code,
                "redirect_uri",
                redirect,
                "code_verifier",
                attempt.verifier());
        return issuer.tokens(form).compose(answer -> session(answer, attempt.nonce(), null));
    }

    /**
     * The session as it is good now: renewed when it is time. Fails with {@link Issuer.Refused} when it has ended, otherwise
     * when it must be renewed and the issuer is away.
     */
    Future<Current> current(Session session) {
        long now = clock.millis();
        if (now < session.renewAt()) {
            return Future.succeededFuture(new Current(session, false));
        }
        return renewal(session)
                .map(renewed -> new Current(renewed, true))
                .recover(failure -> clock.millis() < session.freshUntil()
                        ? Future.succeededFuture(new Current(session, false))
                        : Future.failedFuture(failure));
    }

    private Future<Session> renewal(Session session) {
        String token = session.refreshToken();
        Promise<Session> mine = Promise.promise();
        Future<Session> underWay = renewals.putIfAbsent(token, mine.future());
        if (underWay != null) {
            return underWay;
        }
        vertx.setTimer(REMEMBERED_MILLIS, timer -> renewals.remove(token, mine.future()));
        issuer.tokens(Map.of("grant_type", "refresh_token", "refresh_token", token))
                .compose(answer -> session(answer, null, session.person()))
                .onFailure(failure -> {
                    // An issuer that is away is asked again by the next request; one that said no is not.
                    if (!(failure instanceof Issuer.Refused)) {
                        renewals.remove(token, mine.future());
                    }
                })
                .onComplete(mine);
        return mine.future();
    }

    /** @param before who it was until now; a renewal cannot make it somebody else (OpenID Connect Core section 12.2) */
    private Future<Session> session(JsonObject answer, @Nullable String nonce, @Nullable Person before) {
        String idToken = answer.getString("id_token");
        String refreshToken = answer.getString("refresh_token");
        if (idToken == null || refreshToken == null) {
            return Future.failedFuture(new Issuer.Refused("no session"));
        }
        return tokens.login(idToken, nonce).map(person -> {
            if (before != null && !before.subject().equals(person.subject())) {
                throw new Issuer.Refused("another person");
            }
            long margin = settings.renewBefore().toMillis();
            return Session.of(person, refreshToken, clock.millis(), answer.getLong("expires_in", 0L), margin);
        });
    }
}
