package io.tidings.runtime.security;

import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.StringPermission;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticationMechanism;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;

import java.security.Permission;
import java.util.List;

import jakarta.inject.Singleton;

/**
 * Lets in who carries a valid internal token, and nobody else. Permissions such as {@code orders:write} are asked for with
 * {@code @PermissionsAllowed}; {@code orders:*} grants both, {@code *} everything.
 */
@Singleton
class InternalTokenMechanism implements HttpAuthenticationMechanism {
    private static final String BEARER = "Bearer ";

    private final InternalTokens tokens;

    InternalTokenMechanism(InternalTokens tokens) {
        this.tokens = tokens;
    }

    @Override
    public Uni<SecurityIdentity> authenticate(RoutingContext context, IdentityProviderManager providers) {
        var header = context.request().getHeader("Authorization");
        if (header == null || !header.startsWith(BEARER)) {
            return Uni.createFrom().nullItem();
        }
        return Uni.createFrom()
                .item(() -> identity(tokens.verify(header.substring(BEARER.length()))))
                // nobody, as without a token: the refusal then comes from the method asked for, with a body
                .onFailure(AuthenticationFailedException.class)
                .recoverWithNull();
    }

    private static SecurityIdentity identity(InternalTokens.Verified token) {
        return QuarkusSecurityIdentity.builder()
                .setPrincipal(token.principal())
                .addPermissionChecker(asked -> Uni.createFrom().item(grants(token.permissions(), asked)))
                .build();
    }

    static boolean grants(List<String> granted, Permission asked) {
        if (granted.contains("*") || granted.contains(asked.getName() + ":*")) {
            return true;
        }
        if (!(asked instanceof StringPermission) || asked.getActions() == null) {
            return false;
        }
        for (var action : asked.getActions().split(",")) {
            if (granted.contains(asked.getName() + ":" + action)) {
                return true;
            }
        }
        return false;
    }

    @Override
    public Uni<ChallengeData> getChallenge(RoutingContext context) {
        return Uni.createFrom().item(new ChallengeData(401, "WWW-Authenticate", "Bearer"));
    }
}
