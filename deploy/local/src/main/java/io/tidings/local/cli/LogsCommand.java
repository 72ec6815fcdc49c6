package io.tidings.local.cli;

import io.tidings.embedded.LogTail;
import io.tidings.local.suite.Part;
import io.tidings.local.suite.Suite;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Iterator;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

@Command(name = "logs", header = "Shows the end of a part's log, and follows it with -f.")
final class LogsCommand implements Callable<Integer> {
    private static final long POLL_MILLIS = 250;

    @Parameters(
            paramLabel = "NAME",
            completionCandidates = Names.class,
            description = "One of ${COMPLETION-CANDIDATES}.")
    private String name = "";

    @Option(
            names = {"-f", "--follow"},
            description = "Goes on until Ctrl-C.")
    private boolean follow;

    @Option(
            names = {"-n", "--lines"},
            defaultValue = "200",
            description = "How many; ${DEFAULT-VALUE} unless said.")
    private int lines;

    @Override
    public Integer call() throws Exception {
        Suite suite = Suite.open(Home.settings());
        Path log = name.equals("build")
                ? suite.logs().resolve("build.log")
                : suite.log(Part.called(name)
                        .orElseThrow(() -> new IllegalArgumentException(
                                "There is no part called " + name + ", but " + String.join(", ", new Names()))));
        if (!Files.exists(log)) {
            throw new IllegalStateException(name + " has not written a log yet: " + log);
        }
        long end = Files.size(log);
        System.out.println(LogTail.of(log, lines));
        if (follow) {
            follow(log, end);
        }
        return 0;
    }

    private static void follow(Path log, long from) throws IOException, InterruptedException {
        long position = from;
        while (true) {
            long size = Files.exists(log) ? Files.size(log) : 0;
            if (size < position) {
                // Rotated: the part was started anew.
                position = 0;
            }
            if (size > position) {
                position = print(log, position);
            }
            TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
        }
    }

    private static long print(Path log, long position) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
            file.seek(position);
            byte[] bytes = new byte[(int) Math.min(file.length() - position, 1 << 16)];
            file.readFully(bytes);
            System.out.write(bytes);
            System.out.flush();
            return position + bytes.length;
        }
    }

    /** The names {@code logs} knows. */
    static final class Names implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return java.util.stream.Stream.concat(
                            Arrays.stream(Part.values()).map(Part::title), java.util.stream.Stream.of("build"))
                    .iterator();
        }
    }
}
