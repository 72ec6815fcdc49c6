package io.tidings.messaging;

import io.tidings.testkit.architecture.Architecture;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

import java.util.stream.Stream;

class ArchitectureTest {

    @TestFactory
    Stream<DynamicTest> the_house_rules_hold() {
        return Architecture.rulesFor("io.tidings.messaging");
    }
}
