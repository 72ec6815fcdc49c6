package io.tidings.campaign.enrolment.application;

import io.tidings.campaign.campaign.application.Campaigns;
import io.tidings.campaign.campaign.application.InMemoryCampaigns;
import io.tidings.campaign.contact.application.Contacts;
import io.tidings.campaign.contact.application.InMemoryContacts;
import io.tidings.runtime.tenancy.TenantTx;
import io.tidings.testkit.fake.ImmediateTx;

class InMemoryEnrolmentsTest extends EnrolmentsContract {
    private final Enrolments enrolments = new InMemoryEnrolments();
    private final Campaigns campaigns = new InMemoryCampaigns();
    private final Contacts contacts = new InMemoryContacts();

    @Override
    protected TenantTx tx() {
        return new ImmediateTx();
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
