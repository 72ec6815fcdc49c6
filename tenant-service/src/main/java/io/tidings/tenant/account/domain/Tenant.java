package io.tidings.tenant.account.domain;

import io.tidings.contracts.Event;
import io.tidings.contracts.directory.DirectoryTenant;
import io.tidings.contracts.tenant.PlanChanged;
import io.tidings.contracts.tenant.TenantCreated;
import io.tidings.contracts.tenant.TenantResumed;
import io.tidings.contracts.tenant.TenantSuspended;
import io.tidings.contracts.tenant.TenantUpdated;
import io.tidings.runtime.tenancy.TenantId;
import io.tidings.tenant.plan.domain.Entitlements;
import io.tidings.tenant.plan.domain.Plan;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

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
    private @Nullable QuietHours quietHours;

    @Embedded
    private @Nullable Brand brand;

    @Embedded
    private @Nullable CustomDomain domain;

    @Embedded
    private Slug slug;

    @Enumerated(EnumType.STRING)
    private Plan plan;

    private boolean active;

    @Column(name = "billing_customer_id")
    private @Nullable String billingCustomerId;

    @Column(name = "created_at")
    private Instant createdAt;

    @Column(name = "updated_at")
    private Instant updatedAt;

    @Version
    private long version;

    @Transient
    private final List<Function<Entitlements, Event>> events = new ArrayList<>();

    protected Tenant() {}

    /** What may be changed; null stays as it is. */
    public record Change(
            @Nullable Profile profile,
            @Nullable QuietHours quietHours,
            @Nullable Brand brand,
            @Nullable Plan plan,
            @Nullable Boolean active,
            @Nullable String billingCustomerId) {
        /** Suspends or resumes, and nothing else. */
        public static Change ofActive(boolean active) {
            return new Change(null, null, null, null, active, null);
        }
    }

    /** A new tenant; says so by TenantCreated. */
    public Tenant(
            TenantId id,
            Slug slug,
            Plan plan,
            Profile profile,
            @Nullable QuietHours quietHours,
            @Nullable Brand brand,
            @Nullable String billingCustomerId,
            Instant now) {
        this.id = id.value();
        this.slug = slug;
        this.plan = plan;
        this.profile = profile;
        this.quietHours = quietHours;
        this.brand = brand;
        this.billingCustomerId = billingCustomerId;
        this.active = true;
        this.createdAt = now;
        this.updatedAt = now;
        events.add(included -> new TenantCreated(
                this.id,
                profile.name(),
                slug.value(),
                plan.label(),
                profile.timeZone(),
                profile.locale(),
                profile.packers(),
                active,
                quietHours == null ? null : quietHours.start(),
                quietHours == null ? null : quietHours.end(),
                included.messagesPerMonth(),
                now));
    }

    /**
     * Takes the change; says so by TenantUpdated when anything is different, and by TenantSuspended, TenantResumed or
     * PlanChanged besides. Answers the names of what changed.
     */
    public List<String> change(Change change, Instant now) {
        var changed = new ArrayList<String>();
        if (change.profile() != null && !change.profile().equals(profile)) {
            profile = change.profile();
            changed.add("profile");
        }
        if (change.quietHours() != null && !change.quietHours().equals(quietHours)) {
            quietHours = change.quietHours();
            changed.add("quiet_hours");
        }
        if (change.brand() != null && !change.brand().equals(brand)) {
            brand = change.brand();
            changed.add("brand");
        }
        if (change.billingCustomerId() != null && !change.billingCustomerId().equals(billingCustomerId)) {
            billingCustomerId = change.billingCustomerId();
            changed.add("billing_customer_id");
        }
        changePlan(change.plan(), changed, now);
        changeActive(change.active(), changed, now);
        if (!changed.isEmpty()) {
            updatedAt = now;
            events.add(included -> updated(included, now));
        }
        return changed;
    }

    private void changePlan(@Nullable Plan next, List<String> changed, Instant now) {
        if (next != null && next != plan) {
            var event = new PlanChanged(id, plan.label(), next.label(), now);
            events.add(included -> event);
            plan = next;
            changed.add("plan");
        }
    }

    private void changeActive(@Nullable Boolean next, List<String> changed, Instant now) {
        if (next != null && next != active) {
            events.add(included -> next ? new TenantResumed(id, now) : new TenantSuspended(id, now));
            active = next;
            changed.add(next ? "resumed" : "suspended");
        }
    }

    private TenantUpdated updated(Entitlements included, Instant now) {
        return new TenantUpdated(
                id,
                profile.name(),
                slug.value(),
                plan.label(),
                profile.timeZone(),
                profile.locale(),
                profile.packers(),
                active,
                quietHours == null ? null : quietHours.start(),
                quietHours == null ? null : quietHours.end(),
                included.messagesPerMonth(),
                now);
    }

    /** Claims a domain, proves or loses it, or gives it up by null. */
    public void use(@Nullable CustomDomain newDomain) {
        domain = newDomain;
    }

    /** How the gateway knows this tenant. A domain counts only while it is proven and {@code included} has one. */
    public DirectoryTenant directoryEntry(Entitlements included) {
        var domains = domain != null && domain.isProven() && included.customDomain()
                ? List.of(domain.name())
                : List.<String>of();
        return new DirectoryTenant(id, slug.value(), plan.label(), active, domains, included.apiRate());
    }

    /** What has happened since the last call, told with what the plan includes. */
    public List<Event> pullEvents(Entitlements included) {
        var pulled = events.stream().map(event -> event.apply(included)).toList();
        events.clear();
        return pulled;
    }

    public TenantId id() {
        return new TenantId(id);
    }

    public Profile profile() {
        return profile;
    }

    public @Nullable QuietHours quietHours() {
        return quietHours;
    }

    public Brand brand() {
        return Objects.requireNonNullElse(brand, new Brand(null, null, null));
    }

    public Optional<CustomDomain> domain() {
        return Optional.ofNullable(domain);
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

    public @Nullable String billingCustomerId() {
        return billingCustomerId;
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
}
