package io.tidings.runtime.problem;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeElement;
import java.lang.classfile.MethodModel;
import java.lang.classfile.constantpool.LoadableConstantEntry;
import java.lang.classfile.constantpool.MethodHandleEntry;
import java.lang.classfile.constantpool.StringEntry;
import java.lang.classfile.instruction.ConstantInstruction;
import java.lang.classfile.instruction.FieldInstruction;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a compiled class says about itself: whom it extends, and for each method what it calls and which constants it names.
 *
 * @param parents superclass and interfaces
 * @param methods by name and descriptor
 */
record ByteCode(@Nullable String superclass, List<String> parents, Map<String, Body> methods) {
    private static final String KIND = Refusal.Kind.class.getName().replace('.', '/');

    /** A call of a method; all names are internal ones, with slashes. */
    record Call(String owner, String signature) {}

    /**
     * A method's code.
     *
     * @param texts string constants, in the order of the code
     * @param kinds constants of {@link Refusal.Kind} it names
     */
    record Body(List<Call> calls, List<String> texts, List<String> kinds) {}

    /** Null when there is no such class. @param name internal name */
    static @Nullable ByteCode of(String name, ClassLoader loader) {
        try (var file = loader.getResourceAsStream(name + ".class")) {
            return file == null ? null : of(ClassFile.of().parse(file.readAllBytes()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ByteCode of(ClassModel model) {
        var superclass = model.superclass().map(entry -> entry.asInternalName()).orElse(null);
        var parents = new ArrayList<String>();
        if (superclass != null) {
            parents.add(superclass);
        }
        model.interfaces().forEach(entry -> parents.add(entry.asInternalName()));
        var methods = new HashMap<String, Body>();
        for (var method : model.methods()) {
            methods.put(method.methodName().stringValue() + method.methodType().stringValue(), body(method));
        }
        return new ByteCode(superclass, List.copyOf(parents), Map.copyOf(methods));
    }

    private static Body body(MethodModel method) {
        var body = new Body(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        method.code().ifPresent(code -> code.forEach(element -> note(element, body)));
        return body;
    }

    private static void note(CodeElement element, Body body) {
        switch (element) {
            case InvokeInstruction call ->
                body.calls()
                        .add(new Call(
                                call.owner().asInternalName(),
                                call.name().stringValue() + call.type().stringValue()));
            case InvokeDynamicInstruction lambda -> {
                for (LoadableConstantEntry argument :
                        lambda.invokedynamic().bootstrap().arguments()) {
                    if (argument instanceof MethodHandleEntry handle) {
                        var target = handle.reference();
                        body.calls()
                                .add(new Call(
                                        target.owner().asInternalName(),
                                        target.name().stringValue()
                                                + target.type().stringValue()));
                    }
                }
            }
            case FieldInstruction field
            when field.owner().asInternalName().equals(KIND) ->
                body.kinds().add(field.name().stringValue());
            case ConstantInstruction.LoadConstantInstruction load
            when load.constantEntry() instanceof StringEntry text ->
                body.texts().add(text.stringValue());
            default -> {}
        }
    }
}
