package io.tidings.messaging.otp.application;

import io.smallrye.mutiny.Uni;
import io.tidings.runtime.tenancy.TenantId;

import java.time.LocalDate;
import java.util.List;

/** Reads what codes came to. In the tenant's transaction. */
public interface OtpStats {

    /** @param country ISO 3166 */
    record Line(String purpose, String country, long sent, long verified) {}

    /** Both days included, in UTC; test keys do not count. */
    Uni<List<Line>> between(TenantId tenant, LocalDate from, LocalDate to);
}
