package io.tidings.runtime.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.runtime.problem.Refusal;
import io.vertx.pgclient.PgException;
import org.apache.kafka.common.errors.NotLeaderOrFollowerException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

class TransienceTest {
    static final class Refused extends Refusal {
        Refused(Kind kind) {
            super(kind, "test.refused", "no");
        }
    }

    static Stream<Throwable> passing() {
        return Stream.of(
                new IOException("reset"),
                new TimeoutException(),
                new NotLeaderOrFollowerException("moved"),
                new Refused(Refusal.Kind.UPSTREAM),
                new CompletionException(new IllegalStateException(new IOException("deep"))));
    }

    static Stream<Throwable> staying() {
        return Stream.of(
                new NullPointerException(),
                new IllegalStateException("Connection is closed, says somebody else"),
                new RecordTooLargeException(),
                new Refused(Refusal.Kind.INVALID),
                new Refused(Refusal.Kind.CONFLICT),
                new CompletionException(new Refused(Refusal.Kind.NOT_FOUND)));
    }

    @ParameterizedTest
    @MethodSource("passing")
    void these_pass_by_themselves(Throwable failure) {
        assertThat(Transience.isTransient(failure)).isTrue();
    }

    @ParameterizedTest
    @MethodSource("staying")
    void these_stay(Throwable failure) {
        assertThat(Transience.isTransient(failure)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"08006", "53300", "57P01", "40001", "40P01", "25P03"})
    void the_database_is_away_or_asks_for_another_try(String state) {
        assertThat(Transience.isTransient(new PgException("m", "FATAL", state, "d")))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"23505", "22P02", "42501", "25P02", "22021"})
    void the_database_will_never_take_it(String state) {
        assertThat(Transience.isTransient(new PgException("m", "ERROR", state, "d")))
                .isFalse();
    }

    @Test
    void a_failure_without_sql_state_is_no_failure_of_the_check() {
        assertThat(Transience.isTransient(new PgException("m", "ERROR", null, "d")))
                .isFalse();
    }
}
