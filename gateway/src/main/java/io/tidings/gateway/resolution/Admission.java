package io.tidings.gateway.resolution;

import io.tidings.gateway.problem.Problem;

/** The door's answer to who somebody is. */
public sealed interface Admission {

    record Admitted(Caller caller) implements Admission {}

    record Refused(Problem problem) implements Admission {}
}
