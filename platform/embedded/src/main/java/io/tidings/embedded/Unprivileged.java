package io.tidings.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * PostgreSQL refuses to run as root. When we are root, it runs in a user namespace of its own, where it is nobody but
 * keeps its right to its files; where namespaces are forbidden, as the user nobody (65534), who then gets the files.
 */
final class Unprivileged {
    private static final String NOBODY = "65534";
    private static final List<String> PREFIX = choose();

    private Unprivileged() {}

    /** {@code command} as a user that PostgreSQL accepts; {@code folder} is what it must own. */
    static List<String> command(List<String> command, Path folder) {
        give(folder);
        List<String> all = new ArrayList<>(PREFIX);
        all.addAll(command);
        return all;
    }

    /** Lets that user read and write {@code path}, where it is another than ours. */
    static void give(Path path) {
        if (PREFIX.contains("setpriv")) {
            run(List.of("chown", "-R", NOBODY + ":" + NOBODY, path.toString()));
        }
    }

    private static List<String> choose() {
        if (!isRoot()) {
            return List.of();
        }
        List<List<String>> ways = List.of(
                List.of("unshare", "-U"), List.of("setpriv", "--reuid", NOBODY, "--regid", NOBODY, "--clear-groups"));
        for (List<String> way : ways) {
            List<String> probe = new ArrayList<>(way);
            probe.add("true");
            if (Session.isOnPath(way.getFirst()) && run(probe)) {
                return way;
            }
        }
        throw new IllegalStateException("PostgreSQL does not run as root, and neither unshare nor setpriv works here: "
                + "run as another user");
    }

    private static boolean isRoot() {
        try {
            return (int) Files.getAttribute(Path.of("/proc/self"), "unix:uid") == 0;
        } catch (IOException | RuntimeException _) {
            return System.getProperty("user.name").equals("root");
        }
    }

    private static boolean run(List<String> command) {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor(60, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException _) {
            return false;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
