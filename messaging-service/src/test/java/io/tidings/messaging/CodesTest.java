package io.tidings.messaging;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.messaging.message.domain.Verdict;
import io.tidings.messaging.template.domain.TemplateStatus;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeModel;
import java.lang.classfile.constantpool.StringEntry;
import java.lang.classfile.instruction.ConstantInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;

/**
 * Every code this service gives for a no is in the README and in a test, and every one of a message is in a test that reads
 * it from the message. The codes are read from the compiled classes.
 */
class CodesTest {
    private static final Path README = Path.of("README.md");
    private static final Path CLASSES = Path.of("target", "classes");
    private static final Path TESTS = Path.of("src", "test", "java");
    private static final Path SHOWN = TESTS.resolve("io/tidings/messaging/message/adapter/rest");
    private static final Pattern CODE = Pattern.compile("[a-z][a-z-]+\\.[a-z][a-z-]*");

    /** Have the form of a code and are none: parameters of Meta's handshake, and what the platform documents. */
    private static final Set<String> NO_CODES = Set.of("hub.mode", "hub.challenge", "request.too-large");

    private static final Pattern QUOTED = Pattern.compile("`([a-z][a-z-]*(?:\\.[a-z][a-z-]*)?)`");

    @Test
    void every_code_is_documented() throws IOException {
        assertThat(documented(Files.readString(README))).containsAll(codes());
    }

    @Test
    void nothing_is_documented_as_a_code_that_is_none() throws IOException {
        var areas = codes().stream().map(code -> code.split("\\.")[0]).collect(toCollection(TreeSet::new));
        assertThat(documented(Files.readString(README)))
                .filteredOn(code -> code.contains(".") && areas.contains(code.split("\\.")[0]))
                .isSubsetOf(codes());
    }

    @Test
    void every_code_is_in_a_test() throws IOException {
        var tests = sources(TESTS, getClass().getSimpleName());
        assertThat(codes())
                .filteredOn(code -> !Pattern.compile("(?<![\\w.-])" + Pattern.quote(code) + "(?![\\w-])")
                        .matcher(tests)
                        .find())
                .isEmpty();
    }

    @Test
    void every_code_of_a_message_is_read_from_the_message() throws IOException {
        var readme = Files.readString(README);
        var ofMessages = documented(section(readme, "## The Send Gate", "What the provider's errors ask for"));
        ofMessages.addAll(
                documented(section(readme, "| code of a text message |", "`POST /webhooks/twilio/{sender}`")));
        ofMessages.retainAll(codes());
        assertThat(ofMessages)
                .contains("message.expired", "quiet-hours", "dispatch.timeout", "otp.expired", "sms.stopped");
        var shown = Files.readString(SHOWN.resolve("VerdictsShownTest.java"))
                + Files.readString(SHOWN.resolve("FailuresShownTest.java"))
                + Files.readString(TESTS.resolve("io/tidings/messaging/dispatch/SmsFallbackTest.java"))
                + Files.readString(TESTS.resolve("io/tidings/messaging/otp/CodeBySmsTest.java"));
        assertThat(ofMessages)
                .filteredOn(code -> !shown.contains("\"" + code + "\""))
                .isEmpty();
    }

    private static String section(String text, String from, String to) {
        return text.substring(text.indexOf(from), text.indexOf(to));
    }

    private static Set<String> documented(String text) {
        return QUOTED.matcher(text).results().map(found -> found.group(1)).collect(toCollection(TreeSet::new));
    }

    private static String sources(Path folder, String but) throws IOException {
        try (var files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> !file.endsWith(but + ".java"))
                    .map(CodesTest::text)
                    .collect(joining("\n"));
        }
    }

    private static Set<String> codes() throws IOException {
        var codes = new TreeSet<String>();
        try (var files = Files.walk(CLASSES)) {
            files.filter(file -> file.toString().endsWith(".class")).forEach(file -> collect(file, codes));
        }
        Arrays.stream(TemplateStatus.values())
                .filter(status -> status != TemplateStatus.APPROVED)
                .forEach(status -> codes.add("template." + status.wire()));
        codes.removeIf(code -> code.startsWith("tidings."));
        codes.removeAll(NO_CODES);
        assertThat(codes).hasSizeGreaterThan(100);
        return codes;
    }

    private static void collect(Path file, Set<String> codes) {
        var model = ClassFile.of().parse(bytes(file));
        StreamSupport.stream(model.constantPool().spliterator(), false)
                .filter(StringEntry.class::isInstance)
                .map(entry -> ((StringEntry) entry).stringValue())
                .filter(text -> CODE.matcher(text).matches())
                .forEach(codes::add);
        model.methods().forEach(method -> method.code().ifPresent(code -> verdicts(code, codes)));
    }

    /** Some of the gate's codes are single words: what a deferral or refusal is made with. */
    private static void verdicts(CodeModel code, Set<String> codes) {
        String last = null;
        for (var element : code) {
            if (element instanceof ConstantInstruction constant && constant.constantValue() instanceof String text) {
                last = text;
            } else if (element instanceof InvokeInstruction call && makesVerdict(call) && last != null) {
                codes.add(last);
                last = null;
            }
        }
    }

    private static boolean makesVerdict(InvokeInstruction call) {
        var owner = call.owner().asInternalName().replace('/', '.');
        return call.name().equalsString("<init>")
                && (owner.equals(Verdict.Defer.class.getName()) || owner.equals(Verdict.Refuse.class.getName()));
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(Path file) {
        return new String(bytes(file), java.nio.charset.StandardCharsets.UTF_8);
    }
}
