package io.tidings.messaging.contact.application;

import io.tidings.runtime.tenancy.TenantId;

/** Marks of phones that were erased: by them a phone is known again, and no phone can be read from them. */
public interface PhoneMarks {

    /** Keyed hash of a {@link io.tidings.messaging.contact.domain.PhoneKey}, in hex; another one for each tenant. */
    String of(TenantId tenant, String phoneKey);
}
