package io.tidings.simulator.journal;

/** Where in the file the entry with this sequence number begins. */
record Position(long seq, long offset) {}
