package io.tidings.campaign.enrolment.adapter.persistence;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.tidings.campaign.campaign.application.Campaigns;
import io.tidings.campaign.contact.application.Contacts;
import io.tidings.campaign.enrolment.application.Enrolments;
import io.tidings.campaign.enrolment.application.EnrolmentsContract;
import io.tidings.runtime.tenancy.TenantTx;
import io.tidings.testkit.infra.TidingsInfra;

@QuarkusTest
@QuarkusTestResource(TidingsInfra.class)
class HibernateEnrolmentsTest extends EnrolmentsContract {
    private final TenantTx tx;
    private final Enrolments enrolments;
    private final Campaigns campaigns;
    private final Contacts contacts;

    HibernateEnrolmentsTest(TenantTx tx, Enrolments enrolments, Campaigns campaigns, Contacts contacts) {
        this.tx = tx;
        this.enrolments = enrolments;
        this.campaigns = campaigns;
        this.contacts = contacts;
    }

    @Override
    protected TenantTx tx() {
        return tx;
    }

    @Override
    protected Enrolments enrolments() {
        return enrolments;
    }

    @Override
    protected Campaigns campaigns() {
        return campaigns;
    }

    @Override
    protected Contacts contacts() {
        return contacts;
    }
}
