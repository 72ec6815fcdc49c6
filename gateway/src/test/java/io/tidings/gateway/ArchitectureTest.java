package io.tidings.gateway;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packagesOf = ArchitectureTest.class, importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule features_do_not_go_round_in_circles =
            slices().matching("io.tidings.gateway.(*)..").should().beFreeOfCycles();

    /** What a request waits for must not depend on where the directory comes from, or where counts go to. */
    @ArchTest
    static final ArchRule kafka_is_known_to_the_directory_and_to_usage_only = noClasses()
            .that()
            .resideOutsideOfPackages("io.tidings.gateway.directory", "io.tidings.gateway.usage")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.apache.kafka..");

    @ArchTest
    static final ArchRule the_shared_store_is_known_to_one_class = noClasses()
            .that()
            .doNotHaveSimpleName("SharedBuckets")
            .and()
            .resideOutsideOfPackage("io.tidings.gateway.login..")
            .and()
            .haveNameNotMatching(".*SharedBuckets\\$.*")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.vertx.redis..");

    /** Routing, problems and the forms of keys are plain rules: they can be read and tested without a framework. */
    @ArchTest
    static final ArchRule routing_is_plain_java = noClasses()
            .that()
            .resideInAPackage("io.tidings.gateway.routing")
            .should()
            .dependOnClassesThat()
            .resideOutsideOfPackages("java..", "io.tidings.gateway.routing", "org.jspecify..");

    @ArchTest
    static final ArchRule nobody_but_the_door_knows_every_part = noClasses()
            .that()
            .resideInAPackage("io.tidings.gateway.*..")
            .should()
            .dependOnClassesThat()
            .haveSimpleName("Door");
}
