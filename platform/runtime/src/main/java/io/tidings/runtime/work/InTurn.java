package io.tidings.runtime.work;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;

import java.util.function.Function;

/** One piece of work after the other, as statements of one transaction are. */
public final class InTurn {
    private InTurn() {}

    /** Begins each piece when the one before has succeeded; ends with the first failure. */
    public static <T> Uni<Void> each(Iterable<T> pieces, Function<? super T, ? extends Uni<?>> work) {
        return Multi.createFrom()
                .iterable(pieces)
                .onItem()
                .transformToUniAndConcatenate(work::apply)
                .collect()
                .last()
                .replaceWithVoid();
    }
}
