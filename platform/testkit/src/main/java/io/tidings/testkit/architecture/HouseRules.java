package io.tidings.testkit.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import io.quarkus.security.PermissionsAllowed;
import io.tidings.runtime.tenancy.TenantId;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

import jakarta.inject.Inject;
import jakarta.ws.rs.HttpMethod;

/** The rules, by name; each takes the root package it is for. Canaries prove that each can fail. */
final class HouseRules {
    private static final Set<String> CLOCKS = Set.of(
            Instant.class.getName(),
            LocalDate.class.getName(),
            LocalDateTime.class.getName(),
            OffsetDateTime.class.getName(),
            ZonedDateTime.class.getName());

    private HouseRules() {}

    static Map<String, Function<String, ArchRule>> all() {
        var rules = new LinkedHashMap<String, Function<String, ArchRule>>();
        rules.put(
                "domain_is_plain_java",
                root -> noClasses()
                        .that()
                        .resideInAPackage("..domain..")
                        .should()
                        .dependOnClassesThat(resideInAnyPackage(
                                        "io.quarkus..",
                                        "io.smallrye..",
                                        "io.vertx..",
                                        "org.hibernate..",
                                        "jakarta.ws..",
                                        "jakarta.enterprise..",
                                        "jakarta.inject..",
                                        "com.fasterxml..",
                                        "org.apache.kafka..")
                                .or(resideInAPackage(root + "..application.."))
                                .or(resideInAPackage(root + "..adapter.."))));
        rules.put(
                "application_knows_no_adapter",
                root -> noClasses()
                        .that()
                        .resideInAPackage("..application..")
                        .should()
                        .dependOnClassesThat(resideInAPackage("..adapter..")
                                .or(resideInAnyPackage(
                                        "jakarta.ws..", "org.hibernate..", "org.apache.kafka..", "io.vertx.."))));
        rules.put(
                "features_form_no_circle",
                root -> slices().matching(root + ".(*)..").should().beFreeOfCycles());
        rules.put(
                "resources_declare_a_permission",
                root -> methods()
                        .that(new DescribedPredicate<JavaMethod>("answer HTTP requests") {
                            @Override
                            public boolean test(JavaMethod method) {
                                return method.getAnnotations().stream()
                                        .anyMatch(a -> a.getRawType().isMetaAnnotatedWith(HttpMethod.class));
                            }
                        })
                        .should()
                        .beAnnotatedWith(PermissionsAllowed.class));
        rules.put("injection_is_by_constructor", root -> fields().should().notBeAnnotatedWith(Inject.class));
        rules.put(
                "time_comes_from_the_injected_clock",
                root -> noClasses()
                        .should()
                        .callMethodWhere(new DescribedPredicate<JavaCall<?>>("read a static clock") {
                            @Override
                            public boolean test(JavaCall<?> call) {
                                var owner = call.getTargetOwner().getName();
                                var name = call.getTarget().getName();
                                return (CLOCKS.contains(owner)
                                                && name.equals("now")
                                                && call.getTarget()
                                                        .getRawParameterTypes()
                                                        .isEmpty())
                                        || (owner.equals(Clock.class.getName()) && name.startsWith("system"))
                                        || (owner.equals(System.class.getName()) && name.equals("currentTimeMillis"));
                            }
                        }));
        rules.put(
                "ports_take_the_tenant_first",
                root -> methods()
                        .that()
                        .areDeclaredInClassesThat()
                        .areInterfaces()
                        .and()
                        .areDeclaredInClassesThat()
                        .resideInAPackage("..application..")
                        .and()
                        .areDeclaredInClassesThat(DescribedPredicate.not(nameMatching(".*Settings(\\$.*)?")))
                        .and()
                        .areDeclaredInClassesThat(DescribedPredicate.not(sealed()))
                        .and()
                        .areNotStatic()
                        .should(takeFirst(TenantId.class)));
        rules.put(
                "no_client_of_another_service",
                root -> noClasses()
                        .that()
                        .resideOutsideOfPackages(
                                "..adapter.provider..",
                                "..adapter.whatsapp..",
                                "..adapter.twilio..",
                                "..adapter.keycloak..",
                                "..adapter.stripe..",
                                "..adapter.shopify..",
                                "..adapter.woocommerce..")
                        .should()
                        .dependOnClassesThat(nameMatching(
                                "java\\.net\\.http\\..*|io\\.vertx\\.(mutiny\\.)?core\\.http\\.HttpClient.*"
                                        + "|.*\\.webclient?\\.client\\..*|jakarta\\.ws\\.rs\\.client\\..*"
                                        + "|org\\.eclipse\\.microprofile\\.rest\\.client\\..*")));
        rules.put(
                "names_say_something",
                root -> noClasses()
                        .should()
                        .haveNameMatching(".*(Impl|Dto|DTO|Mapper|Manager|Helper|Utils?|UseCase|Port|Service)$"));
        return rules;
    }

    private static DescribedPredicate<JavaMethod> answerHttp() {
        return DescribedPredicate.describe(
                "answer HTTP requests",
                method -> method.getAnnotations().stream()
                        .anyMatch(annotation -> annotation.getRawType().isMetaAnnotatedWith(HttpMethod.class)));
    }

    private static DescribedPredicate<JavaClass> sealed() {
        return DescribedPredicate.describe("sealed", type -> type.reflect().isSealed());
    }

    private static ArchCondition<JavaMethod> takeFirst(Class<?> type) {
        return new ArchCondition<>("take " + type.getSimpleName() + " first") {
            @Override
            public void check(JavaMethod method, ConditionEvents events) {
                var first = method.getRawParameterTypes().stream().findFirst();
                if (first.isEmpty() || !first.get().isEquivalentTo(type)) {
                    events.add(SimpleConditionEvent.violated(
                            method, method.getFullName() + " does not take the tenant first"));
                }
            }
        };
    }
}
