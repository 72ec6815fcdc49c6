package io.tidings.runtime.problem;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.runtime.problem.ReachableRefusals.Found;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

class ReachableRefusalsTest {
    private final ReachableRefusals refusals = new ReachableRefusals(
            List.of(
                    Samples.class.getName(),
                    Samples.Shelf.class.getName(),
                    Samples.TallShelf.class.getName(),
                    Samples.Base.class.getName(),
                    Samples.Gone.class.getName(),
                    Samples.Busy.class.getName(),
                    Samples.Named.class.getName()),
            ReachableRefusalsTest.class.getClassLoader());

    private static final Found GONE = new Found(404, "sample.gone");
    private static final Found BUSY = new Found(409, "sample.busy");

    @Test
    void a_refusal_that_is_thrown_is_found_with_its_status() {
        assertThat(refusals.from(Samples.class.getName(), "direct()V")).containsExactly(GONE);
    }

    @Test
    void a_method_that_refuses_nothing_refuses_nothing() {
        assertThat(refusals.from(Samples.class.getName(), "harmless()V")).isEmpty();
        assertThat(refusals.from("io.tidings.Nowhere", "direct()V")).isEmpty();
    }

    @Test
    void it_looks_into_lambdas_and_method_references() {
        assertThat(refusals.from(Samples.class.getName(), "inLambda()Ljava/util/function/Supplier;"))
                .containsExactly(GONE);
        assertThat(refusals.from(Samples.class.getName(), "byReference()V")).containsExactly(BUSY);
    }

    @Test
    void it_looks_behind_interfaces_and_at_what_is_inherited() {
        assertThat(refusals.from(Samples.class.getName(), "behindInterface(L" + internal(Samples.Shelf.class) + ";)V"))
                .containsExactly(GONE, BUSY);
    }

    @Test
    void a_circle_of_calls_comes_to_an_end() {
        assertThat(refusals.from(Samples.class.getName(), "round(I)V")).containsExactly(BUSY);
    }

    @Test
    void a_refusal_that_gets_its_code_from_outside_is_not_guessed() {
        assertThat(refusals.from(Samples.class.getName(), "named()V")).isEmpty();
    }

    private static String internal(Class<?> type) {
        return type.getName().replace('.', '/');
    }

    /** Never run, only read. */
    @SuppressWarnings("unused")
    static final class Samples {
        static final class Gone extends Refusal {
            Gone() {
                super(Kind.NOT_FOUND, "sample.gone", "Gone. There is no such thing");
            }
        }

        static final class Busy extends Refusal {
            Busy() {
                super(Kind.CONFLICT, "sample.busy", "Busy");
            }
        }

        static final class Named extends Refusal {
            Named(String code) {
                super(Kind.CONFLICT, code, "Named by whoever throws it");
            }
        }

        interface Shelf {
            void take();
        }

        abstract static class Base {
            void reach() {
                throw new Busy();
            }
        }

        static final class TallShelf extends Base implements Shelf {
            @Override
            public void take() {
                if (hashCode() == 1) {
                    throw new Gone();
                }
                reach();
            }
        }

        void direct() {
            throw new Gone();
        }

        void harmless() {
            hashCode();
        }

        Supplier<String> inLambda() {
            return () -> {
                throw new Gone();
            };
        }

        void byReference() {
            Optional.empty().orElseThrow(Busy::new);
        }

        void behindInterface(Shelf shelf) {
            shelf.take();
        }

        void round(int turns) {
            if (turns == 0) {
                throw new Busy();
            }
            back(turns - 1);
        }

        void back(int turns) {
            round(turns);
        }

        void named() {
            throw new Named("sample.named");
        }
    }
}
