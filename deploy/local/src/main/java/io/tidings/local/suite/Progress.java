package io.tidings.local.suite;

import java.time.Duration;
import java.util.Collection;

/** Told what happens while the suite starts and stops. */
public interface Progress {
    /** Nobody looks. */
    Progress SILENT = new Progress() {};

    /** A part answers. {@code took} is zero when it was running before. */
    default void ready(Part part, Duration took) {}

    default void stopped(Part part, boolean byForce) {}

    /** Called about four times a second. */
    default void waiting(Collection<Part> parts, Duration since) {}

    default void note(String text) {}
}
