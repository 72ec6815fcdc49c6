package io.tidings.runtime.problem;

import io.quarkus.security.PermissionsAllowed;
import io.quarkus.smallrye.openapi.OpenApiFilter;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.DotName;
import org.jboss.jandex.IndexView;
import org.jboss.jandex.MethodInfo;
import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HEAD;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;

/**
 * Writes into the OpenAPI document, while the service is built, what each operation asks for and can refuse:
 * {@code x-permission} from its annotation, {@code x-problem-codes} and the problem responses from its byte code. A method
 * that forgot to declare a permission is open to nobody, and says so.
 */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public class OperationContracts implements OASFilter {
    /** The value of {@code x-permission} where nobody is asked for anything. */
    public static final String PUBLIC = "public";

    /** The value of {@code x-permission} where nothing is declared: such a method lets nobody in. */
    public static final String CLOSED = "closed";

    private static final Map<DotName, PathItem.HttpMethod> VERBS = Map.of(
            name(GET.class), PathItem.HttpMethod.GET,
            name(HEAD.class), PathItem.HttpMethod.HEAD,
            name(POST.class), PathItem.HttpMethod.POST,
            name(PUT.class), PathItem.HttpMethod.PUT,
            name(PATCH.class), PathItem.HttpMethod.PATCH,
            name(DELETE.class), PathItem.HttpMethod.DELETE);

    /** Any operation can end in these. */
    private static final List<ReachableRefusals.Found> ALWAYS = List.of(
            new ReachableRefusals.Found(401, "credential.missing"),
            new ReachableRefusals.Found(403, "permission.missing"),
            new ReachableRefusals.Found(500, "service.failure"),
            new ReachableRefusals.Found(503, "service.unavailable"));

    /** What a body can be refused for before the operation sees it. */
    private static final List<ReachableRefusals.Found> WITH_BODY = List.of(
            new ReachableRefusals.Found(400, "request.malformed"),
            new ReachableRefusals.Found(413, "request.too-large"),
            new ReachableRefusals.Found(415, "request.media-type"),
            new ReachableRefusals.Found(422, "request.invalid"));

    private final IndexView index;
    private final ReachableRefusals refusals;

    /** @param index of all classes of the application, given by the build */
    public OperationContracts(IndexView index) {
        this.index = index;
        this.refusals = new ReachableRefusals(
                index.getKnownClasses().stream()
                        .map(type -> type.name().toString())
                        .toList(),
                Thread.currentThread().getContextClassLoader());
    }

    @Override
    public void filterOpenAPI(OpenAPI document) {
        if (document.getPaths() == null) {
            return;
        }
        var components = Objects.requireNonNullElseGet(document.getComponents(), OASFactory::createComponents);
        document.components(components.addSchema("Problem", problemSchema()));
        VERBS.forEach((verb, method) -> {
            for (AnnotationInstance use : index.getAnnotations(verb)) {
                var resource = use.target().asMethod();
                var template = template(resource);
                var path = template == null ? null : document.getPaths().getPathItem(template);
                var operation = path == null ? null : path.getOperations().get(method);
                if (operation != null) {
                    describe(operation, resource);
                }
            }
        });
    }

    private void describe(Operation operation, MethodInfo resource) {
        operation.addExtension("x-permission", permission(resource));
        var possible = new TreeSet<>(ALWAYS);
        if (operation.getRequestBody() != null) {
            possible.addAll(WITH_BODY);
        }
        possible.addAll(
                refusals.from(resource.declaringClass().name().toString(), resource.name() + resource.descriptor()));
        operation.addExtension(
                "x-problem-codes",
                possible.stream().map(ReachableRefusals.Found::code).distinct().toList());
        var byStatus = new TreeMap<Integer, List<String>>();
        for (var each : possible) {
            byStatus.merge(each.status(), List.of(each.code()), OperationContracts::joined);
        }
        byStatus.forEach(
                (status, codes) -> operation.getResponses().addAPIResponse(String.valueOf(status), response(codes)));
    }

    private static List<String> joined(List<String> some, List<String> more) {
        return Stream.concat(some.stream(), more.stream()).toList();
    }

    private static APIResponse response(List<String> codes) {
        var problem = OASFactory.createSchema().ref("#/components/schemas/Problem");
        return OASFactory.createAPIResponse()
                .description(String.join(", ", codes))
                .content(OASFactory.createContent()
                        .addMediaType(
                                "application/problem+json",
                                OASFactory.createMediaType().schema(problem)))
                .extensions(Map.of("x-problem-codes", codes));
    }

    private static Schema problemSchema() {
        return OASFactory.createSchema()
                .description("RFC 9457. Clients go by the code; everything else is for people.")
                .addType(Schema.SchemaType.OBJECT)
                .required(List.of("type", "title", "status", "code"))
                .addProperty("type", text("URI of the kind of problem"))
                .addProperty("title", text("The status in words"))
                .addProperty("status", OASFactory.createSchema().addType(Schema.SchemaType.INTEGER))
                .addProperty("detail", text("One sentence; constant for each code"))
                .addProperty("code", text("Stable name of the problem"))
                .addProperty("trace_id", text("Names this request in the logs"));
    }

    private static Schema text(String description) {
        return OASFactory.createSchema().addType(Schema.SchemaType.STRING).description(description);
    }

    private static String permission(MethodInfo resource) {
        var declared = resource.annotation(name(PermissionsAllowed.class));
        if (declared != null) {
            return String.join(" ", declared.value().asStringArray());
        }
        if (resource.hasAnnotation(name(PermitAll.class))) {
            return PUBLIC;
        }
        return CLOSED;
    }

    /** The path as OpenAPI writes it; null for methods of classes without a path. */
    private static @Nullable String template(MethodInfo resource) {
        ClassInfo type = resource.declaringClass();
        var root = type.declaredAnnotation(name(Path.class));
        if (root == null) {
            return null;
        }
        var below = resource.annotation(name(Path.class));
        var joined = "/" + root.value().asString() + "/"
                + (below == null ? "" : below.value().asString());
        var plain = joined.replaceAll("/+", "/").replaceAll("\\{\\s*([^:}\\s]+)[^}]*}", "{$1}");
        return plain.length() > 1 && plain.endsWith("/") ? plain.substring(0, plain.length() - 1) : plain;
    }

    private static DotName name(Class<?> type) {
        return DotName.createSimple(type);
    }
}
