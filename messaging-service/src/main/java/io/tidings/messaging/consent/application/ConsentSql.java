package io.tidings.messaging.consent.application;

/**
 * The consent rule as SQL, for the one statement that must read it together with its own write: the claim of a message
 * right before it is sent. Checked any earlier, a person who says STOP in between is still written to.
 */
public final class ConsentSql {

    /**
     * True for rows of {@code messages m} the person has not forbidden: answers to them and codes they asked for always,
     * marketing only when granted, the rest until revoked.
     */
    public static final String NOT_REVOKED = """
            (m.purpose in ('otp', 'reply')
             or coalesce(
                    (select c.decision from consents c
                     where c.tenant_id = m.tenant_id and c.contact_id = m.contact_id and c.purpose = m.purpose
                     order by c.id desc limit 1),
                    case m.purpose when 'marketing' then 'revoked' else 'granted' end) = 'granted')""";

    private ConsentSql() {}
}
