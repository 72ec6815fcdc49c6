package io.tidings.simulator.journal;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidings.simulator.http.Json;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * What the simulator saw and did, in order: the witness of every end-to-end test.
 *
 * <p>{@link #append} completes when the entry's write() to the file is done, and nobody is answered before that: a
 * send the caller was told about is in the journal even if the simulator is killed with -9 in the next instruction.
 * (It is not fsynced: it survives the process, not the machine.) All appends of one turn of the event loop share one
 * write; it goes to the page cache, so it is made on the loop itself, which costs less than waking another thread.
 *
 * <p>All methods are for the simulator's event loop. Pages are read from the file on a worker thread.
 */
public final class Journal implements AutoCloseable {

    /** A page of entries, and the cursor to ask for the next page with. */
    public record Page(List<JsonNode> entries, long next) {}

    private record Pending(Entry entry, Promise<Long> written) {}

    /** Spares the copy of {@link #toByteArray}. */
    private static final class Lines extends ByteArrayOutputStream {
        private static final int KEPT = 1024 * 1024;

        Lines() {
            super(16 * 1024);
        }

        ByteBuffer contents() {
            return ByteBuffer.wrap(buf, 0, count);
        }

        void cutTo(int length) {
            count = length;
        }

        boolean isOversized() {
            return buf.length > KEPT;
        }
    }

    private final Vertx vertx;
    private final Context loop;
    private final InstantSource clock;
    private final JournalFile file;

    private List<Pending> pending = new ArrayList<>();
    private Lines lines = new Lines();
    private long seq;

    /** Opens the journal in this directory, creating both when needed. Blocking. */
    public static Journal open(Vertx vertx, Context loop, InstantSource clock, Path directory) {
        try {
            return new Journal(vertx, loop, clock, new JournalFile(directory));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Journal(Vertx vertx, Context loop, InstantSource clock, JournalFile file) {
        this.vertx = vertx;
        this.loop = loop;
        this.clock = clock;
        this.file = file;
        this.seq = file.lastSeq();
    }

    /** Adds an entry of this kind; completes with its sequence number once it is in the file. */
    public Future<Long> append(String kind, Fields fields) {
        int start = lines.size();
        long next = seq + 1;
        try (var json = Json.FACTORY.createGenerator(lines)) {
            json.writeStartObject();
            json.writeNumberField("seq", next);
            json.writeStringField("kind", kind);
            json.writeStringField("at", clock.instant().toString());
            fields.writeTo(json);
            json.writeEndObject();
        } catch (IOException e) {
            lines.cutTo(start);
            throw new UncheckedIOException(e);
        }
        lines.write('\n');
        seq = next;
        Promise<Long> written = Promise.promise();
        if (pending.isEmpty()) {
            loop.runOnContext(turn -> commit());
        }
        pending.add(new Pending(new Entry(next, kind, lines.size() - start), written));
        return written.future();
    }

    private void commit() {
        if (pending.isEmpty()) {
            return;
        }
        var batch = pending;
        pending = new ArrayList<>(batch.size());
        try {
            file.append(lines.contents(), batch.stream().map(Pending::entry).toList());
            startLines();
            batch.forEach(p -> p.written().complete(p.entry().seq()));
        } catch (IOException e) {
            startLines();
            batch.forEach(p -> p.written().fail(e));
        }
    }

    /** Before anybody is told of the write: those who are may append at once. */
    private void startLines() {
        if (lines.isOversized()) {
            lines = new Lines();
        } else {
            lines.reset();
        }
    }

    /** Entries after the cursor, oldest first, at most {@code limit}; only this kind, or all kinds when it is empty. */
    public Future<Page> page(String kind, long since, int limit) {
        return vertx.executeBlocking(
                () -> {
                    var entries = new ArrayList<JsonNode>();
                    long[] next = {since};
                    file.after(since, (offset, line) -> {
                        if (kind.isEmpty() || kind.equals(Line.kind(line))) {
                            if (entries.size() == limit) {
                                return false;
                            }
                            entries.add(Json.parse(line));
                        }
                        next[0] = Line.seq(line);
                        return true;
                    });
                    return new Page(entries, next[0]);
                },
                false);
    }

    /** Entries in the file, by kind. */
    public Map<String, Long> counts() {
        return file.counts();
    }

    /** The last sequence number given out, 0 when there is none. */
    public long lastSeq() {
        return seq;
    }

    /** Reads old entries of these kinds again, oldest first: how state is rebuilt at a start. Blocking. */
    public void replay(Set<String> kinds, long since, Consumer<JsonNode> entry) {
        try {
            file.after(since, (offset, line) -> {
                if (kinds.contains(Line.kind(line))) {
                    entry.accept(Json.parse(line));
                }
                return true;
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Empties the file. Sequence numbers go on. */
    public Future<Void> clear() {
        commit();
        try {
            file.clear();
        } catch (IOException e) {
            return Future.failedFuture(e);
        }
        return append("journal.cleared", json -> {}).mapEmpty();
    }

    /** Writes what is still pending, then closes the file. */
    @Override
    public void close() throws IOException {
        commit();
        file.close();
    }
}
