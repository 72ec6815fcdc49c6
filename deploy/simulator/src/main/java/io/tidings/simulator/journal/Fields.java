package io.tidings.simulator.journal;

import com.fasterxml.jackson.core.JsonGenerator;

import java.io.IOException;

/** Writes an entry's own fields; sequence number, kind and time are already there. */
@FunctionalInterface
public interface Fields {
    void writeTo(JsonGenerator json) throws IOException;
}
