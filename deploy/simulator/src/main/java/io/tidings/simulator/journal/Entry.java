package io.tidings.simulator.journal;

/** One line on its way into the file; its length counts the line feed. */
record Entry(long seq, String kind, int length) {}
