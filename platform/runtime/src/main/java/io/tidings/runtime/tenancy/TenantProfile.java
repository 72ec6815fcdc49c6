package io.tidings.runtime.tenancy;

import java.time.ZoneId;
import java.util.List;

/**
 * What every service knows of a tenant, fed by TenantCreated and TenantUpdated.
 *
 * @param zone days are counted in it
 * @param locale BCP 47 tag
 * @param packerPhones E.164 phones of those who pack
 * @param active false while suspended
 */
public record TenantProfile(ZoneId zone, String locale, List<String> packerPhones, boolean active) {}
