package io.tidings.billing;

import io.tidings.testkit.architecture.Architecture;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

import java.util.stream.Stream;

class ArchitectureTest {
    @TestFactory
    Stream<DynamicTest> the_service_keeps_the_rules_of_the_house() {
        return Architecture.rulesFor("io.tidings.billing");
    }
}
