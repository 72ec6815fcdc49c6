package io.tidings.simulator.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The file behind the journal: one JSON object a line, only ever appended to. Memory holds the offset of every 256th
 * line and a count per kind, nothing else; pages are read from the file. A last line without its line feed is what a
 * killed process left half written: nobody was answered for it, so it is cut off at the next start.
 */
final class JournalFile implements AutoCloseable {

    /** Called with each complete line of a scan, in order; false ends the scan. */
    interface Visitor {
        boolean line(long offset, byte[] line);
    }

    private static final int EVERY = 256;
    private static final int CHUNK = 64 * 1024;

    private final FileChannel channel;
    private final List<Position> index = new ArrayList<>();
    private final Map<String, Long> counts = new TreeMap<>();
    private long end;
    private long lastSeq;
    private long lines;

    JournalFile(Path directory) throws IOException {
        Files.createDirectories(directory);
        channel = FileChannel.open(
                directory.resolve("journal.jsonl"),
                StandardOpenOption.CREATE,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE);
        end = channel.size();
        end = scan(0, (offset, line) -> {
            remember(Line.seq(line), Line.kind(line), offset);
            return true;
        });
        channel.truncate(end);
    }

    /** Writes the lines at the end; when it returns the operating system has them, whatever happens to this process. */
    void append(ByteBuffer bytes, List<Entry> entries) throws IOException {
        long offset;
        synchronized (this) {
            offset = end;
        }
        long at = offset;
        while (bytes.hasRemaining()) {
            at += channel.write(bytes, at);
        }
        synchronized (this) {
            for (var entry : entries) {
                remember(entry.seq(), entry.kind(), offset);
                offset += entry.length();
            }
            end = offset;
        }
    }

    /** Forgets all lines. Sequence numbers go on from where they were, so that a reader's cursor stays good. */
    synchronized void clear() throws IOException {
        channel.truncate(0);
        end = 0;
        lines = 0;
        index.clear();
        counts.clear();
    }

    synchronized long lastSeq() {
        return lastSeq;
    }

    synchronized Map<String, Long> counts() {
        return new TreeMap<>(counts);
    }

    /** Visits all lines after the sequence number, as far as they were complete when the call began. */
    void after(long since, Visitor visitor) throws IOException {
        scan(offsetAtOrBefore(since), (offset, line) -> Line.seq(line) <= since || visitor.line(offset, line));
    }

    private synchronized long offsetAtOrBefore(long seq) {
        int low = 0;
        int high = index.size() - 1;
        long offset = 0;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            if (index.get(middle).seq() <= seq) {
                offset = index.get(middle).offset();
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return offset;
    }

    private synchronized void remember(long seq, String kind, long offset) {
        if (lines++ % EVERY == 0) {
            index.add(new Position(seq, offset));
        }
        lastSeq = Math.max(lastSeq, seq);
        counts.merge(kind, 1L, Long::sum);
    }

    /** Returns the offset after the last complete line it saw. */
    private long scan(long from, Visitor visitor) throws IOException {
        long limit;
        synchronized (this) {
            limit = end;
        }
        var buffer = ByteBuffer.allocate(CHUNK);
        byte[] bytes = buffer.array();
        long lineStart = from;
        int filled = 0;
        while (lineStart + filled < limit) {
            if (filled == bytes.length) {
                bytes = Arrays.copyOf(bytes, bytes.length * 2);
                buffer = ByteBuffer.wrap(bytes);
            }
            int room = (int) Math.min(bytes.length - filled, limit - lineStart - filled);
            buffer.limit(filled + room).position(filled);
            int read = channel.read(buffer, lineStart + filled);
            if (read <= 0) {
                return lineStart;
            }
            int start = 0;
            for (int i = filled; i < filled + read; i++) {
                if (bytes[i] == '\n') {
                    if (!visitor.line(lineStart + start, Arrays.copyOfRange(bytes, start, i))) {
                        return lineStart + i + 1;
                    }
                    start = i + 1;
                }
            }
            filled = filled + read - start;
            System.arraycopy(bytes, start, bytes, 0, filled);
            lineStart += start;
        }
        return lineStart;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
