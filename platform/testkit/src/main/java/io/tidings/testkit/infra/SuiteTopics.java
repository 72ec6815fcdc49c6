package io.tidings.testkit.infra;

import io.tidings.contracts.Topics;

import java.util.ArrayList;
import java.util.List;

/** The topics of the suite as tests create them: few partitions, so that a test reads them quickly. */
final class SuiteTopics {
    record SuiteTopic(String name, int partitions, boolean compacted) {}

    private SuiteTopics() {}

    static List<SuiteTopic> all() {
        var all = new ArrayList<SuiteTopic>();
        for (var topic : Topics.EVENTS) {
            all.add(new SuiteTopic(topic, 2, false));
            all.add(new SuiteTopic(Topics.deadLetters(topic), 1, false));
        }
        all.add(new SuiteTopic(Topics.DIRECTORY, 1, true));
        return all;
    }
}
