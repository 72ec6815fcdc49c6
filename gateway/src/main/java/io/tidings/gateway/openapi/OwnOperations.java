package io.tidings.gateway.openapi;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidings.gateway.problem.Problem;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Describes what the gateway answers itself to people: who they are, and the way in and out for browsers. */
final class OwnOperations {
    private static final String TAG = "gateway";

    private static final List<Problem> ALWAYS = List.of(
            Problem.REQUEST_TARGET,
            Problem.REQUEST_FRAMING,
            Problem.HOST_UNKNOWN,
            Problem.ROUTE_NOT_FOUND,
            Problem.RATE_LIMITED,
            Problem.INTERNAL);

    private OwnOperations() {}

    static void addTo(ObjectNode paths) {
        ObjectNode me = operation(
                paths,
                "/api/v1/me",
                "get",
                "person",
                "Who is logged in, and where they are a member with which permissions.",
                List.of(
                        Problem.CREDENTIAL_MISSING,
                        Problem.CREDENTIAL_INVALID,
                        Problem.PERSON_NEEDED,
                        Problem.LOGIN_UNAVAILABLE));
        me.putArray("security").addObject().putArray("bearer");
        answer(me, 200, "The person.")
                .putObject("content")
                .putObject("application/json")
                .putObject("schema")
                .put("type", "object")
                .set("properties", me());

        ObjectNode login = operation(
                paths,
                "/login",
                "get",
                "public",
                "Begins the login of a browser.",
                List.of(Problem.LOGIN_FAILED, Problem.LOGIN_UNAVAILABLE));
        login.putArray("security");
        login.putArray("parameters")
                .addObject()
                .put("name", "to")
                .put("in", "query")
                .put("description", "The path to come back to.")
                .putObject("schema")
                .put("type", "string");
        answer(login, 303, "To the login service.");

        ObjectNode logout = operation(
                paths,
                "/logout",
                "post",
                "public",
                "Ends the session of a browser, here and at the login service.",
                List.of(Problem.LOGIN_CROSS_SITE));
        logout.putArray("security");
        answer(logout, 204, "Logged out.");
    }

    private static ObjectNode me() {
        ObjectNode properties = DocumentMerge.JSON.objectNode();
        for (String name : List.of("subject", "name", "email")) {
            properties.putObject(name).put("type", "string");
        }
        ObjectNode membership = properties.putObject("memberships").put("type", "array");
        ObjectNode fields = membership.putObject("items").put("type", "object").putObject("properties");
        fields.putObject("tenant_id").put("type", "string").put("format", "uuid");
        for (String name : List.of("slug", "plan", "role")) {
            fields.putObject(name).put("type", "string");
        }
        fields.putObject("is_active").put("type", "boolean");
        fields.putObject("permissions").put("type", "array").putObject("items").put("type", "string");
        return properties;
    }

    private static ObjectNode operation(
            ObjectNode paths, String path, String verb, String permission, String summary, List<Problem> problems) {
        ObjectNode operation = paths.putObject(path).putObject(verb);
        operation.putArray("tags").add(TAG);
        operation.put("summary", summary).put(DocumentMerge.PERMISSION, permission);
        ArrayNode codes = operation.putArray(DocumentMerge.CODES);
        ObjectNode responses = operation.putObject("responses");
        Map<Integer, List<Problem>> byStatus = new TreeMap<>(
                Stream.concat(ALWAYS.stream(), problems.stream()).collect(Collectors.groupingBy(Problem::status)));
        byStatus.forEach((status, all) -> {
            ObjectNode response = DocumentMerge.response(responses, status);
            response.put("description", all.stream().map(Problem::code).collect(Collectors.joining(", ")));
            ArrayNode ofStatus = response.putArray(DocumentMerge.CODES);
            all.forEach(problem -> {
                codes.add(problem.code());
                ofStatus.add(problem.code());
            });
        });
        return operation;
    }

    private static ObjectNode answer(ObjectNode operation, int status, String description) {
        return operation
                .withObjectProperty("responses")
                .putObject(String.valueOf(status))
                .put("description", description);
    }
}
