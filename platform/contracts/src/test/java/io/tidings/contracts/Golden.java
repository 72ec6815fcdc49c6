package io.tidings.contracts;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * One event as a release wrote it. {@code golden/} has a folder for each release; the newest is the one being worked on,
 * the older ones are never edited: they are what still lies in topics and at outside producers.
 *
 * @param release the folder, such as v1
 * @param file the event's type name, {@code .sparse} when all that may be null is null, {@code .json}
 */
record Golden(String release, String file) {
    private static final String SPARSE = ".sparse.json";

    static List<String> releases() {
        return Schemas.fileNames(Schemas.folder("/golden")).stream()
                .filter(name -> name.matches("v[0-9]+"))
                .sorted(Comparator.comparingInt(name -> Integer.parseInt(name.substring(1))))
                .toList();
    }

    static String newest() {
        return releases().getLast();
    }

    static Stream<Golden> ofAllReleases() {
        return releases().stream().flatMap(Golden::ofRelease);
    }

    static Stream<Golden> ofNewest() {
        return ofRelease(newest());
    }

    /** The newest golden file of an event that has every property. */
    static JsonNode full(Class<? extends Event> type) {
        return new Golden(newest(), EventTypes.nameOf(type) + ".json").json();
    }

    private static Stream<Golden> ofRelease(String release) {
        return Schemas.fileNames(Schemas.folder("/golden/" + release)).stream().map(file -> new Golden(release, file));
    }

    boolean sparse() {
        return file.endsWith(SPARSE);
    }

    String ceType() {
        return file.substring(0, file.length() - (sparse() ? SPARSE : ".json").length());
    }

    Class<? extends Event> type() {
        return EventTypes.byName(ceType()).orElseThrow(() -> new AssertionError("No event for " + this));
    }

    JsonNode json() {
        return Wire.read(Path.of(Schemas.folder("/golden").toString(), release, file));
    }

    /** The same document with every null left out. */
    static JsonNode withoutNulls(JsonNode json) {
        var copy = json.deepCopy();
        removeNulls(copy);
        return copy;
    }

    private static void removeNulls(JsonNode node) {
        if (node instanceof ObjectNode object) {
            object.removeIf(JsonNode::isNull);
        }
        node.forEach(Golden::removeNulls);
    }

    @Override
    public String toString() {
        return release + "/" + file;
    }
}
