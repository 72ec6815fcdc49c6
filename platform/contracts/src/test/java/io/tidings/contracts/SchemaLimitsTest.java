package io.tidings.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Error;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.stream.Stream;

/** Each limit a schema states is broken once, in one place, and must be the one that complains. */
class SchemaLimitsTest {

    static Stream<Violation> violations() {
        return EventTypes.ALL.stream().flatMap(type -> Violation.allOf(type).stream());
    }

    @ParameterizedTest
    @MethodSource("violations")
    void a_broken_limit_complains_where_it_was_broken(Violation violation) {
        var errors = Schemas.errors(violation.type(), violation.document());

        assertThat(errors).anyMatch(error -> complains(error, violation));
    }

    @Test
    void the_violations_reach_every_keyword_that_limits() {
        assertThat(violations().map(Violation::keyword).distinct())
                .containsExactlyInAnyOrder(
                        "type",
                        "required",
                        "enum",
                        "pattern",
                        "minLength",
                        "maxLength",
                        "minimum",
                        "maximum",
                        "minItems",
                        "maxItems",
                        "maxProperties",
                        "propertyNames");
    }

    private static boolean complains(Error error, Violation violation) {
        return error.getInstanceLocation().toString().equals(violation.at())
                && error.getEvaluationPath().toString().contains("/" + violation.keyword());
    }
}
