package io.tidings.embedded;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** How a command gets a session of its own, out of reach of the terminal's Ctrl-C and hang-up; keeps the process id. */
final class Session {
    private static final List<String> PREFIX = choose();

    private Session() {}

    static List<String> prefix() {
        return PREFIX;
    }

    private static List<String> choose() {
        if (isOnPath("setsid")) {
            return List.of("setsid");
        }
        // macOS has no setsid command, but it has perl.
        return isOnPath("perl")
                ? List.of("perl", "-e", "use POSIX; setsid(); exec {$ARGV[0]} @ARGV or die \"$ARGV[0]: $!\"")
                : List.of("nohup");
    }

    static boolean isOnPath(String command) {
        String path = System.getenv().getOrDefault("PATH", "/usr/bin:/bin");
        return Pattern.compile(Pattern.quote(File.pathSeparator))
                .splitAsStream(path)
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, command)));
    }
}
