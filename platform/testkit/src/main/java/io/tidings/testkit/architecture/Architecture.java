package io.tidings.testkit.architecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.DynamicTest;

import java.util.stream.Stream;

/** Checks a service against the rules of the house: {@code @TestFactory} it with the service's root package. */
public final class Architecture {
    private Architecture() {}

    /** One test per rule. */
    public static Stream<DynamicTest> rulesFor(String rootPackage) {
        JavaClasses classes = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages(rootPackage);
        if (classes.isEmpty()) {
            throw new IllegalStateException("No classes below " + rootPackage);
        }
        return HouseRules.all().entrySet().stream()
                .map(rule -> DynamicTest.dynamicTest(
                        rule.getKey(),
                        () -> rule.getValue()
                                .apply(rootPackage)
                                .allowEmptyShould(true)
                                .check(classes)));
    }
}
