package io.tidings.gateway.problem;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

class ProblemTest {

    @ParameterizedTest
    @EnumSource
    void each_body_is_json_with_the_members_of_RFC_9457(Problem problem) throws IOException {
        JsonNode body = new ObjectMapper()
                .readTree(problem.body("0af7651916cd43dd8448eb211c80319c").getBytes());

        assertThat(body.get("status").asInt()).isEqualTo(problem.status());
        assertThat(body.get("code").asText()).isEqualTo(problem.code());
        assertThat(body.get("type").asText()).startsWith("https://");
        assertThat(body.get("title").asText()).isNotBlank();
        assertThat(body.get("detail").asText()).isNotBlank();
        assertThat(body.get("trace_id").asText()).isEqualTo("0af7651916cd43dd8448eb211c80319c");
    }

    @Test
    void codes_are_unique() {
        assertThat(Arrays.stream(Problem.values()).map(Problem::code)).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @EnumSource
    void each_code_is_in_the_readme(Problem problem) throws IOException {
        assertThat(Files.readString(Path.of("README.md"))).contains("| `" + problem.code() + "` | " + problem.status());
    }
}
