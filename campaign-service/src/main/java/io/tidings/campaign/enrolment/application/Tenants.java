package io.tidings.campaign.enrolment.application;

import io.smallrye.mutiny.Uni;
import io.tidings.runtime.tenancy.TenantId;

import java.time.ZoneId;

/** What the schedule of steps depends on of a tenant. */
public interface Tenants {

    /**
     * How a tenant stands now.
     *
     * @param zone days are counted in it
     * @param active false while suspended; nothing goes out then
     */
    record Situation(ZoneId zone, boolean active) {}

    /** The tenant as last heard of; active and in UTC until then. */
    Uni<Situation> situation(TenantId tenant);
}
