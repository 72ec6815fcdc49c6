package io.tidings.runtime.event;

import io.tidings.runtime.problem.Refusal;

/** A record that is no event of ours; its code is the reason given to the dead letters. */
final class Unusable extends Refusal {
    Unusable(String code, String message) {
        super(Kind.INVALID, code, message);
    }
}
