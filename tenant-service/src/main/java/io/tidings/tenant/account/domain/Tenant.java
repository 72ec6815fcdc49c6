package io.tidings.tenant.account.domain;

import io.tidings.contracts.Event;
import io.tidings.contracts.directory.DirectoryTenant;
import io.tidings.contracts.tenant.TenantCreated;
import io.tidings.contracts.tenant.TenantUpdated;
import io.tidings.runtime.problem.Refusal;
import io.tidings.runtime.tenancy.TenantId;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Transient;
import jakarta.persistence.Version;

/** A business on this installation. */
@Entity
@Table(name = "tenants")
public class Tenant {
    @Id
    @Column(name = "tenant_id")
    private UUID id;

    @Embedded
    private Profile profile;

    @Embedded
    private Slug slug;

    @Enumerated(EnumType.STRING)
    private Plan plan;

    private boolean active;

    @Column(name = "created_at")
    private Instant createdAt;

    @Column(name = "updated_at")
    private Instant updatedAt;

    @Version
    private long version;

    @Transient
    private final List<Event> events = new ArrayList<>();

    protected Tenant() {}

    /** A new tenant; says so by TenantCreated. */
    public Tenant(TenantId id, Slug slug, Plan plan, Profile profile, Instant now) {
        this.id = id.value();
        this.slug = slug;
        this.plan = plan;
        this.profile = profile;
        this.active = true;
        this.createdAt = now;
        this.updatedAt = now;
        events.add(new TenantCreated(
                this.id,
                profile.name(),
                slug.value(),
                plan.label(),
                profile.timeZone(),
                profile.locale(),
                profile.packers(),
                active,
                now));
    }

    /** Takes the given changes, null for what stays; says so by TenantUpdated when anything is different. */
    public void change(@Nullable Profile newProfile, @Nullable Plan newPlan, @Nullable Boolean newActive, Instant now) {
        var nextProfile = newProfile == null ? profile : newProfile;
        var nextPlan = newPlan == null ? plan : newPlan;
        boolean nextActive = newActive == null ? active : newActive;
        if (nextProfile.equals(profile) && nextPlan == plan && nextActive == active) {
            return;
        }
        profile = nextProfile;
        plan = nextPlan;
        active = nextActive;
        updatedAt = now;
        events.add(new TenantUpdated(
                id,
                profile.name(),
                slug.value(),
                plan.label(),
                profile.timeZone(),
                profile.locale(),
                profile.packers(),
                active,
                now));
    }

    /** How the gateway knows this tenant. */
    public DirectoryTenant directoryEntry() {
        return new DirectoryTenant(id, slug.value(), plan.label(), active, List.of());
    }

    /** What has happened since the last call. */
    public List<Event> pullEvents() {
        var pulled = List.copyOf(events);
        events.clear();
        return pulled;
    }

    public TenantId id() {
        return new TenantId(id);
    }

    public Profile profile() {
        return profile;
    }

    public Slug slug() {
        return slug;
    }

    public Plan plan() {
        return plan;
    }

    public boolean isActive() {
        return active;
    }

    public Instant createdAt() {
        return createdAt;
    }

    public Instant updatedAt() {
        return updatedAt;
    }

    public long version() {
        return version;
    }

    /** There is no such tenant, or it is not the caller's. */
    public static final class NotFound extends Refusal {
        public NotFound() {
            super(Kind.NOT_FOUND, "tenant.not-found", "There is no such tenant");
        }
    }
}
