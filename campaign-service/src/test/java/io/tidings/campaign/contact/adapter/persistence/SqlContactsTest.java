package io.tidings.campaign.contact.adapter.persistence;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.tidings.campaign.contact.application.Contacts;
import io.tidings.campaign.contact.application.ContactsContract;
import io.tidings.runtime.tenancy.TenantTx;
import io.tidings.testkit.infra.TidingsInfra;

@QuarkusTest
@QuarkusTestResource(TidingsInfra.class)
class SqlContactsTest extends ContactsContract {
    private final TenantTx tx;
    private final Contacts contacts;

    SqlContactsTest(TenantTx tx, Contacts contacts) {
        this.tx = tx;
        this.contacts = contacts;
    }

    @Override
    protected TenantTx tx() {
        return tx;
    }

    @Override
    protected Contacts contacts() {
        return contacts;
    }
}
