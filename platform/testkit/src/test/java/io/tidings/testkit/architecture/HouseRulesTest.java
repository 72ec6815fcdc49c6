package io.tidings.testkit.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

import java.util.stream.Stream;

/** A rule that cannot fail is no rule: each has a package of canaries named after it, and must not survive them. */
class HouseRulesTest {
    private static final String CANARIES = "io.tidings.testkit.architecture.canary.";

    @TestFactory
    Stream<DynamicTest> each_rule_is_broken_by_its_canary() {
        return HouseRules.all().entrySet().stream()
                .map(rule -> DynamicTest.dynamicTest(rule.getKey(), () -> {
                    var root = CANARIES + rule.getKey();
                    var canaries = new ClassFileImporter().importPackages(root);
                    assertThat(canaries).as("canary of %s", rule.getKey()).isNotEmpty();
                    assertThatThrownBy(() -> rule.getValue().apply(root).check(canaries))
                            .isInstanceOf(AssertionError.class)
                            .hasMessageContaining(rule.getKey());
                }));
    }

    @Test
    void a_package_without_classes_is_a_mistake_and_not_a_pass() {
        assertThatThrownBy(() -> Architecture.rulesFor("io.tidings.nowhere")).isInstanceOf(IllegalStateException.class);
    }
}
