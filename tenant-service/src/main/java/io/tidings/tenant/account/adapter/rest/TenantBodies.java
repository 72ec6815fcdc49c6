package io.tidings.tenant.account.adapter.rest;

import io.tidings.runtime.problem.Refusal;
import io.tidings.tenant.account.application.AllTenants;
import io.tidings.tenant.account.domain.Brand;
import io.tidings.tenant.account.domain.CustomDomain;
import io.tidings.tenant.account.domain.Profile;
import io.tidings.tenant.account.domain.QuietHours;
import io.tidings.tenant.account.domain.Tenant;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

/** What goes over the wire about tenants. Settings may stand in {@code settings} or, three of them, at the top. */
final class TenantBodies {
    private TenantBodies() {}

    record QuietHoursBody(
            @NotNull @Size(max = 5) String start,
            @NotNull @Size(max = 5) String end) {
        QuietHours toDomain() {
            return new QuietHours(start, end);
        }
    }

    record BrandBody(
            @Nullable @Size(min = 1, max = 200) String displayName,
            @Nullable @Size(max = 500) String logoUrl,
            @Nullable @Size(max = 7) String color) {
        Brand toDomain() {
            return new Brand(displayName, logoUrl, color);
        }

        static BrandBody of(Brand brand) {
            return new BrandBody(brand.displayName(), brand.logoUrl(), brand.color());
        }
    }

    /** Described by {@code settings.schema.json}; a test holds the two together. */
    record SettingsBody(
            @Nullable @Size(max = 60) String timeZone,
            @Nullable @Size(max = 35) String locale,
            @Nullable @Valid QuietHoursBody quietHours,
            @Nullable @Size(max = 50) List<@NotNull @Size(max = 40) String> packerPhones,
            @Nullable @Valid BrandBody brand) {
        static SettingsBody of(Tenant tenant) {
            var quiet = tenant.quietHours();
            return new SettingsBody(
                    tenant.profile().timeZone(),
                    tenant.profile().locale(),
                    quiet == null ? null : new QuietHoursBody(quiet.start(), quiet.end()),
                    tenant.profile().packers(),
                    BrandBody.of(tenant.brand()));
        }
    }

    /** @param slug becomes the sub-domain and cannot be changed */
    record CreateRequest(
            @NotBlank @Size(max = 200) String name,
            @NotBlank @Size(max = 60) String slug,
            @Nullable @Size(max = 20) String plan,
            @Nullable @Size(max = 60) String timeZone,
            @Nullable @Size(max = 35) String locale,
            @Nullable @Size(max = 50) List<@NotNull @Size(max = 40) String> packerPhones,
            @Nullable @Valid SettingsBody settings,
            @Nullable @Size(min = 1, max = 100) String billingCustomerId) {

        Profile profile() {
            return merged(settings, timeZone, locale, packerPhones, name, Profile.of(name, "UTC", "en", List.of()));
        }
    }

    /** Absent fields stay as they are. */
    record ChangeRequest(
            @Nullable @Size(min = 1, max = 200) String name,
            @Nullable @Size(max = 20) String plan,
            @Nullable @Size(max = 60) String timeZone,
            @Nullable @Size(max = 35) String locale,
            @Nullable @Size(max = 50) List<@NotNull @Size(max = 40) String> packerPhones,
            @Nullable @Valid SettingsBody settings,
            @Nullable @Size(min = 1, max = 100) String billingCustomerId,
            @Nullable Boolean isActive) {

        /** Whether it asks for what only the operator decides. */
        boolean asksTheOperator() {
            return plan != null || isActive != null || billingCustomerId != null;
        }

        Profile profile(Profile current) {
            return merged(settings, timeZone, locale, packerPhones, name, current);
        }
    }

    private static Profile merged(
            @Nullable SettingsBody settings,
            @Nullable String timeZone,
            @Nullable String locale,
            @Nullable List<String> packers,
            @Nullable String name,
            Profile current) {
        return Profile.of(
                Objects.requireNonNullElse(name, current.name()),
                either(settings == null ? null : settings.timeZone(), timeZone, current.timeZone()),
                either(settings == null ? null : settings.locale(), locale, current.locale()),
                either(settings == null ? null : settings.packerPhones(), packers, current.packers()));
    }

    private static <T> T either(@Nullable T inSettings, @Nullable T atTheTop, T otherwise) {
        if (inSettings != null && atTheTop != null) {
            throw new SaidTwice();
        }
        return inSettings != null ? inSettings : Objects.requireNonNullElse(atTheTop, otherwise);
    }

    record DomainView(String name, String state) {
        static @Nullable DomainView of(@Nullable CustomDomain domain) {
            return domain == null
                    ? null
                    : new DomainView(domain.name(), domain.state().name().toLowerCase(Locale.ROOT));
        }
    }

    record TenantView(
            UUID id,
            String name,
            String slug,
            @Nullable DomainView domain,
            String plan,
            String timeZone,
            String locale,
            List<String> packerPhones,
            SettingsBody settings,
            @Nullable String billingCustomerId,
            boolean isActive,
            Instant createdAt,
            Instant updatedAt) {
        static TenantView of(Tenant tenant) {
            return new TenantView(
                    tenant.id().value(),
                    tenant.profile().name(),
                    tenant.slug().value(),
                    DomainView.of(tenant.domain().orElse(null)),
                    tenant.plan().label(),
                    tenant.profile().timeZone(),
                    tenant.profile().locale(),
                    tenant.profile().packers(),
                    SettingsBody.of(tenant),
                    tenant.billingCustomerId(),
                    tenant.isActive(),
                    tenant.createdAt(),
                    tenant.updatedAt());
        }
    }

    record LineView(UUID id, String name, String slug, String plan, boolean isActive, Instant createdAt) {
        static LineView of(AllTenants.Line line) {
            return new LineView(
                    line.id().value(), line.name(), line.slug(), line.plan(), line.active(), line.createdAt());
        }
    }

    /** The same setting in {@code settings} and at the top: nobody can tell which one is meant. */
    static final class SaidTwice extends Refusal {
        SaidTwice() {
            super(Kind.INVALID, "tenant.settings-twice", "A setting stands both in settings and beside it");
        }
    }
}
