package io.tidings.embedded;

/** A topic to create. @param compacted keeps the last record of each key, in place of those of the last days */
public record Topic(String name, int partitions, boolean compacted) {
    public static Topic of(String name, int partitions) {
        return new Topic(name, partitions, false);
    }

    public static Topic compacted(String name, int partitions) {
        return new Topic(name, partitions, true);
    }
}
