package io.tidings.messaging.otp.application;

import io.smallrye.mutiny.Uni;
import io.tidings.messaging.otp.domain.OtpPurpose;
import io.tidings.messaging.otp.domain.OtpSettings;
import io.tidings.runtime.tenancy.TenantId;

import java.time.Instant;
import java.util.List;

/** A tenant's settings by purpose, the usual ones where it has set none. In the tenant's transaction. */
public interface OtpSettingsBook {

    Uni<OtpSettings> of(TenantId tenant, OtpPurpose purpose);

    Uni<List<OtpSettings>> all(TenantId tenant);

    /** Replaces them when nobody else did meanwhile; false otherwise. The version kept is one more than given. */
    Uni<Boolean> keep(TenantId tenant, OtpSettings settings, Instant at);
}
