package io.tidings.embedded;

import java.nio.file.Path;

/** A process that ended or hung while it was starting. The message ends with the last lines of its log. */
public final class NotReady extends IllegalStateException {
    private static final int LINES = 25;

    private final String process;

    public NotReady(String process, String what, Path log) {
        super(what + "; the end of " + log + ":\n" + LogTail.of(log, LINES));
        this.process = process;
    }

    /** Its name as given in {@link Launch}. */
    public String process() {
        return process;
    }
}
