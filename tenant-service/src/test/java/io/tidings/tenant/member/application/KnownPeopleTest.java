package io.tidings.tenant.member.application;

class KnownPeopleTest extends IdentityProviderContract {
    private final IdentityProvider people = new KnownPeople();

    @Override
    protected IdentityProvider identities() {
        return people;
    }
}
