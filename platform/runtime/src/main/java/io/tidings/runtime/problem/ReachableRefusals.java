package io.tidings.runtime.problem;

import org.jspecify.annotations.Nullable;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Finds out from the byte code which refusals a method can end in: it follows every call within the suite's own classes,
 * through lambdas, method references and all implementations of an interface. It errs on the side of too many. Nothing has
 * to be written down beside the code, so nothing can be forgotten there.
 */
final class ReachableRefusals {
    private static final String REFUSAL = Refusal.class.getName().replace('.', '/');
    private static final String OURS = "io/tidings/";
    private static final Pattern CODE = Pattern.compile("[a-z][a-z-]*(\\.[a-z][a-z-]*)+");

    /** A refusal as its class declares it. */
    record Found(int status, String code) implements Comparable<Found> {
        private static final Comparator<Found> ORDER =
                Comparator.comparingInt(Found::status).thenComparing(Found::code);

        @Override
        public int compareTo(Found other) {
            return ORDER.compare(this, other);
        }
    }

    private final Map<String, ByteCode> classes = new HashMap<>();
    private final Map<String, Set<String>> children = new HashMap<>();

    /** @param names of all classes to look at, with dots; those of other roots are left out */
    ReachableRefusals(Collection<String> names, ClassLoader loader) {
        for (var name : names) {
            var internal = name.replace('.', '/');
            var read = internal.startsWith(OURS) ? ByteCode.of(internal, loader) : null;
            if (read != null) {
                classes.put(internal, read);
                read.parents()
                        .forEach(parent -> children.computeIfAbsent(parent, none -> new HashSet<>())
                                .add(internal));
            }
        }
    }

    /** @param signature name and descriptor, such as {@code show(Ljava/lang/String;)V} */
    Set<Found> from(String className, String signature) {
        var found = new TreeSet<Found>();
        var seen = new HashSet<ByteCode.Call>();
        Deque<ByteCode.Call> open = new ArrayDeque<>();
        open.add(new ByteCode.Call(className.replace('.', '/'), signature));
        while (!open.isEmpty()) {
            var call = open.remove();
            if (!call.owner().startsWith(OURS) || !seen.add(call)) {
                continue;
            }
            var refusal = call.signature().startsWith("<init>") ? declaredBy(call.owner()) : null;
            if (refusal != null) {
                found.add(refusal);
            }
            for (var body : bodies(call)) {
                open.addAll(body.calls());
            }
        }
        return found;
    }

    /** The code of a called method: its own, the inherited one, and that of everything that overrides it. */
    private List<ByteCode.Body> bodies(ByteCode.Call call) {
        var all = new ArrayList<ByteCode.Body>();
        for (var name = call.owner(); name != null; name = superclass(name)) {
            var body = body(name, call.signature());
            if (body != null) {
                all.add(body);
                break;
            }
        }
        if (!call.signature().startsWith("<")) {
            addOverridden(call.owner(), call.signature(), all);
        }
        return all;
    }

    private void addOverridden(String owner, String signature, List<ByteCode.Body> all) {
        for (var child : children.getOrDefault(owner, Set.of())) {
            var body = body(child, signature);
            if (body != null) {
                all.add(body);
            }
            addOverridden(child, signature, all);
        }
    }

    private ByteCode.@Nullable Body body(String owner, String signature) {
        var type = classes.get(owner);
        return type == null ? null : type.methods().get(signature);
    }

    private @Nullable String superclass(String name) {
        var type = classes.get(name);
        return type == null ? null : type.superclass();
    }

    /** A refusal names its kind and code in its constructor; null for what is no refusal, or takes them from outside. */
    private @Nullable Found declaredBy(String name) {
        var type = classes.get(name);
        if (type == null || !REFUSAL.equals(type.superclass())) {
            return null;
        }
        for (var method : type.methods().entrySet()) {
            var body = method.getValue();
            var code = body.texts().stream().filter(CODE.asMatchPredicate()).findFirst();
            if (method.getKey().startsWith("<init>")
                    && code.isPresent()
                    && !body.kinds().isEmpty()) {
                return new Found(
                        Problems.status(Refusal.Kind.valueOf(body.kinds().getFirst())), code.get());
            }
        }
        return null;
    }
}
