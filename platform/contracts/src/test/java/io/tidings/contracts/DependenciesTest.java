package io.tidings.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.classfile.constantpool.Utf8Entry;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** The published language must not drag anything into whoever speaks it. */
class DependenciesTest {
    private static final Pattern IN_DESCRIPTOR = Pattern.compile("L([\\w$]+(?:/[\\w$]+)+);");
    private static final List<String> ALLOWED = List.of("java/", "io/tidings/contracts/", "org/jspecify/annotations/");

    @Test
    void contracts_need_nothing_but_the_jdk() throws Exception {
        var strangers = new TreeSet<String>();
        var classes = classFilesBeside(EventTypes.class);
        for (var file : classes) {
            strangers.addAll(strangersOf(file));
        }

        assertThat(classes).hasSizeGreaterThan(EventTypes.ALL.size());
        assertThat(strangers).isEmpty();
    }

    @Test
    void a_class_that_uses_a_library_would_be_found() throws Exception {
        var wire = classFilesBeside(Wire.class).stream()
                .filter(file -> file.endsWith("Wire.class"))
                .findFirst()
                .orElseThrow();

        assertThat(strangersOf(wire)).anyMatch(name -> name.startsWith("com/fasterxml/jackson/"));
    }

    private static Set<String> strangersOf(Path classFile) throws IOException {
        var names = new TreeSet<String>();
        for (var entry : ClassFile.of().parse(classFile).constantPool()) {
            switch (entry) {
                case ClassEntry type when !type.asInternalName().startsWith("[") -> names.add(type.asInternalName());
                case Utf8Entry text -> {
                    var matcher = IN_DESCRIPTOR.matcher(text.stringValue());
                    while (matcher.find()) {
                        names.add(matcher.group(1));
                    }
                }
                default -> {} // other constants name no types
            }
        }
        names.removeIf(name -> ALLOWED.stream().anyMatch(name::startsWith));
        return names;
    }

    private static List<Path> classFilesBeside(Class<?> type) throws IOException, URISyntaxException {
        var root =
                Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
        try (var files = Files.walk(root)) {
            return files.filter(file -> file.toString().endsWith(".class")).toList();
        }
    }
}
