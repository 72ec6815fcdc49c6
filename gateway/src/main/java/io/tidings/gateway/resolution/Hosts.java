package io.tidings.gateway.resolution;

import io.tidings.gateway.directory.Directory;
import io.tidings.gateway.directory.TenantEntry;
import io.tidings.gateway.problem.Problem;
import org.jspecify.annotations.Nullable;

import java.util.HashSet;
import java.util.Set;

import jakarta.inject.Singleton;

/** Finds out whose a host is: ours, a tenant's custom domain, or a tenant's sub-domain of ours. */
@Singleton
public class Hosts {
    private static final Host BASE = new Host.Base();
    private static final Host UNKNOWN = new Host.Unknown(Problem.HOST_UNKNOWN);
    private static final Host LOADING = new Host.Unknown(Problem.DIRECTORY_LOADING);

    private final Directory directory;
    private final Set<String> baseHosts = new HashSet<>();
    private final Set<String> parents = new HashSet<>();

    Hosts(Directory directory, ResolutionSettings settings) {
        this.directory = directory;
        for (String configured : settings.baseHosts()) {
            String name = HostName.of(configured.trim());
            if (name == null) {
                throw new IllegalArgumentException("tidings.resolution.base-hosts has something that is no host");
            }
            baseHosts.add(name);
            if (!isAddress(name)) {
                parents.add(name);
            }
        }
    }

    /** @param field the Host field as it came in, null when there was none */
    public Host resolve(@Nullable String field) {
        String name = HostName.of(field);
        if (name == null) {
            return UNKNOWN;
        }
        if (baseHosts.contains(name)) {
            return BASE;
        }
        TenantEntry tenant = tenantOf(name);
        if (tenant != null) {
            return new Host.OfTenant(tenant);
        }
        return directory.isLoaded() ? UNKNOWN : LOADING;
    }

    private @Nullable TenantEntry tenantOf(String name) {
        TenantEntry ofDomain = directory.tenantByDomain(name);
        if (ofDomain != null) {
            return ofDomain;
        }
        int dot = name.indexOf('.');
        return dot > 0 && parents.contains(name.substring(dot + 1))
                ? directory.tenantBySlug(name.substring(0, dot))
                : null;
    }

    private static boolean isAddress(String name) {
        return name.startsWith("[") || Character.isDigit(name.charAt(name.length() - 1));
    }
}
