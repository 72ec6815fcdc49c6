package io.tidings.messaging.contact.application;

import io.smallrye.mutiny.Uni;
import io.tidings.messaging.consent.domain.ConsentPurpose;
import io.tidings.runtime.tenancy.TenantId;

import java.util.Collection;
import java.util.Map;
import java.util.Set;

/** People who were erased. Called in the tenant's transaction. */
public interface FormerContacts {

    /** What those with these {@link PhoneMarks} had stopped when they were erased; the others are missing. */
    Uni<Map<String, Set<ConsentPurpose>>> stopped(TenantId tenant, Collection<String> marks);
}
