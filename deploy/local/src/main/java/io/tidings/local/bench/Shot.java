package io.tidings.local.bench;

/** Something that is done over and over under load: request number n, event number n. */
@FunctionalInterface
interface Shot {
    /**
     * Begins number {@code n} and returns at once.
     *
     * @param ending is told how it ended: once, later, from any thread
     */
    void fire(long n, Ending ending);

    /** How it ended. */
    interface Ending {
        /** Answered as it should be. */
        void good();

        /** Not answered, or wrongly; {@code why} is shown to people. */
        void failed(String why);
    }
}
