package io.tidings.simulator.journal;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Reads the two fields a page is cut by, sequence number and kind, without parsing the JSON. Every line is written by
 * {@link Journal} and starts with them in this order, so that a page over a million lines stays cheap.
 */
final class Line {

    private static final byte[] SEQ = "{\"seq\":".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] KIND = ",\"kind\":\"".getBytes(StandardCharsets.US_ASCII);

    private Line() {}

    /** The sequence number, or -1 for a line that is not one of ours. */
    static long seq(byte[] line) {
        if (!startsWith(line, 0, SEQ)) {
            return -1;
        }
        long seq = 0;
        for (int i = SEQ.length; i < line.length; i++) {
            int digit = line[i] - '0';
            if (digit < 0 || digit > 9) {
                return seq;
            }
            seq = seq * 10 + digit;
        }
        return -1;
    }

    static String kind(byte[] line) {
        int comma = indexOf(line, ',', SEQ.length);
        if (comma < 0 || !startsWith(line, comma, KIND)) {
            return "";
        }
        int from = comma + KIND.length;
        int quote = indexOf(line, '"', from);
        return quote < 0 ? "" : new String(line, from, quote - from, StandardCharsets.US_ASCII);
    }

    private static boolean startsWith(byte[] line, int at, byte[] prefix) {
        return line.length >= at + prefix.length
                && Arrays.equals(line, at, at + prefix.length, prefix, 0, prefix.length);
    }

    private static int indexOf(byte[] line, char wanted, int from) {
        for (int i = from; i < line.length; i++) {
            if (line[i] == wanted) {
                return i;
            }
        }
        return -1;
    }
}
