package io.tidings.tenant.hostname.adapter.dns;

import io.smallrye.mutiny.Uni;
import io.tidings.runtime.tenancy.TenantId;
import io.tidings.tenant.hostname.application.DomainRecords;
import io.tidings.tenant.hostname.application.DomainSettings;
import io.vertx.core.Vertx;
import io.vertx.core.dns.DnsClient;
import io.vertx.core.dns.DnsClientOptions;
import io.vertx.core.dns.DnsException;
import io.vertx.core.dns.DnsResponseCode;

import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;

/** {@link DomainRecords} asked of a name server (RFC 1035): only NXDOMAIN and an empty answer mean that there are none. */
@ApplicationScoped
class VertxDomainRecords implements DomainRecords {
    private static final int DNS = 53;

    private final DnsClient client;

    VertxDomainRecords(Vertx vertx, DomainSettings settings) {
        var options = new DnsClientOptions().setQueryTimeout(settings.timeout().toMillis());
        settings.resolver().ifPresent(server -> {
            var colon = server.lastIndexOf(':');
            options.setHost(colon < 0 ? server : server.substring(0, colon))
                    .setPort(colon < 0 ? DNS : Integer.parseInt(server.substring(colon + 1)));
        });
        this.client = vertx.createDnsClient(options);
    }

    @Override
    public Uni<List<String>> texts(TenantId tenant, String name) {
        return Uni.createFrom()
                .completionStage(() -> client.resolveTXT(name).toCompletionStage())
                .onFailure(VertxDomainRecords::isNoSuchName)
                .recoverWithItem(List.of());
    }

    private static boolean isNoSuchName(Throwable failure) {
        return failure instanceof DnsException answer && answer.code() == DnsResponseCode.NXDOMAIN;
    }
}
