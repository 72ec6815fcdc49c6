package io.tidings.campaign.contact.application;

import io.tidings.runtime.tenancy.TenantTx;
import io.tidings.testkit.fake.ImmediateTx;

class InMemoryContactsTest extends ContactsContract {
    private final Contacts contacts = new InMemoryContacts();

    @Override
    protected TenantTx tx() {
        return new ImmediateTx();
    }

    @Override
    protected Contacts contacts() {
        return contacts;
    }
}
