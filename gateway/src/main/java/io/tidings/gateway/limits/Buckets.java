package io.tidings.gateway.limits;

import io.vertx.core.Future;

/** Where the buckets are. One call is one decision: it takes from all buckets of the claim, or from none. */
interface Buckets {

    /** Never fails: what cannot be decided is {@link Decision.Verdict#UNDECIDED}. Complete at once where nobody has to be asked. */
    Future<Decision> take(Claim claim);
}
