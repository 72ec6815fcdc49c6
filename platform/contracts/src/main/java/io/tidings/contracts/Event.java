package io.tidings.contracts;

import java.util.UUID;

/** One fact that happened, in the past tense. Its CloudEvents type is {@link EventTypes#nameOf}. */
public interface Event {

    /** Id of the aggregate the fact is about: {@code ce_subject}, and with the tenant the record key. */
    UUID subject();
}
