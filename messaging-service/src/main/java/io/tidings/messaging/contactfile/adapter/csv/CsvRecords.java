package io.tidings.messaging.contactfile.adapter.csv;

import de.siegmar.fastcsv.reader.CsvReader;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.Reader;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Reads a file record by record and holds no more of it than one. A record that makes no sense costs its first line and no
 * other: a quote that is opened and never closed would otherwise swallow the rest of the file.
 */
public final class CsvRecords {
    private static final int LONGEST_LINE = 64 * 1024;
    private static final int MOST_LINES = 50;
    private static final char REPLACEMENT = '\uFFFD';

    /**
     * One record.
     *
     * @param line where it begins, from 1
     * @param cells empty when {@code error} says what is wrong
     * @param error {@code row.quotes}, {@code row.too-long} or {@code row.encoding}; null for a good one
     */
    public record CsvRecord(
            long line, List<String> cells, @Nullable String error) {}

    private record Line(long number, String text, boolean isCut) {}

    private final Reader reader;
    private final Deque<Line> ahead = new ArrayDeque<>();
    private final char[] buffer = new char[8 * 1024];
    private int position;
    private int filled;
    private long lines;
    private char separator;

    /** @param reader not closed here */
    public CsvRecords(Reader reader) {
        this.reader = reader;
    }

    /** The next record that is not blank, or null at the end. The first decides what separates cells: comma, semicolon or tab. */
    public @Nullable CsvRecord next() throws IOException {
        var line = nextLine();
        while (line != null && line.text().isBlank() && !line.isCut()) {
            line = nextLine();
        }
        if (line == null) {
            return null;
        }
        if (separator == 0) {
            separator = separatorOf(line.text());
        }
        return record(line);
    }

    private CsvRecord record(Line first) throws IOException {
        var taken = new ArrayList<Line>();
        var text = new StringBuilder(first.text());
        var last = first;
        while (!last.isCut() && isOpen(text) && taken.size() < MOST_LINES && text.length() < LONGEST_LINE) {
            var more = nextLine();
            if (more == null) {
                break;
            }
            taken.add(more);
            text.append('\n').append(more.text());
            last = more;
        }
        if (first.isCut()) {
            return new CsvRecord(first.number(), List.of(), "row.too-long");
        }
        var cells = isOpen(text) || last.isCut() ? null : parse(text.toString());
        if (cells == null) {
            for (var i = taken.size() - 1; i >= 0; i--) {
                ahead.addFirst(taken.get(i));
            }
            cells = isOpen(first.text()) && first.text().indexOf(separator + "\"") >= 0 ? null : parse(first.text());
        }
        if (cells == null) {
            return new CsvRecord(first.number(), List.of(), "row.quotes");
        }
        var isReadable = cells.stream().allMatch(cell -> cell.indexOf(REPLACEMENT) < 0 && cell.indexOf('\0') < 0);
        return isReadable
                ? new CsvRecord(first.number(), cells, null)
                : new CsvRecord(first.number(), List.of(), "row.encoding");
    }

    /** The cells, or null when the text is not one record. */
    private @Nullable List<String> parse(String text) {
        var found = CsvReader.builder().fieldSeparator(separator).ofCsvRecord(text).stream()
                .limit(2)
                .toList();
        return found.size() == 1 ? found.getFirst().getFields() : null;
    }

    private static boolean isOpen(CharSequence text) {
        return text.chars().filter(c -> c == '"').count() % 2 == 1;
    }

    private static char separatorOf(String header) {
        return List.of(',', ';', '\t').stream()
                .max((one, other) -> Long.compare(count(header, one), count(header, other)))
                .filter(found -> count(header, found) > 0)
                .orElse(',');
    }

    private static long count(String text, char wanted) {
        return text.chars().filter(c -> c == wanted).count();
    }

    private @Nullable Line nextLine() throws IOException {
        return ahead.isEmpty() ? readLine() : ahead.removeFirst();
    }

    private @Nullable Line readLine() throws IOException {
        var text = new StringBuilder();
        var isCut = false;
        var c = read();
        if (c < 0) {
            return null;
        }
        while (c >= 0 && c != '\n') {
            if (text.length() < LONGEST_LINE) {
                text.append((char) c);
            } else {
                isCut = true;
            }
            c = read();
        }
        if (!text.isEmpty() && text.charAt(text.length() - 1) == '\r') {
            text.setLength(text.length() - 1);
        }
        lines++;
        if (lines == 1 && !text.isEmpty() && text.charAt(0) == '\uFEFF') {
            text.deleteCharAt(0); // the byte order mark of spreadsheets
        }
        return new Line(lines, text.toString(), isCut);
    }

    private int read() throws IOException {
        if (position == filled) {
            filled = reader.read(buffer, 0, buffer.length);
            position = 0;
            if (filled <= 0) {
                filled = 0;
                return -1;
            }
        }
        return buffer[position++];
    }
}
