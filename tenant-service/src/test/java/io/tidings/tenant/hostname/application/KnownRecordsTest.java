package io.tidings.tenant.hostname.application;

class KnownRecordsTest extends DomainRecordsContract {
    private final KnownRecords records = new KnownRecords();

    @Override
    protected DomainRecords records() {
        return records;
    }

    @Override
    protected void has(String name, String... texts) {
        records.has(name, texts);
    }

    @Override
    protected void fails(String name) {
        records.fails(name);
    }
}
