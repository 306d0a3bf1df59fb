package dev.ringback.rules;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.MethodTree;
import dev.ringback.header.HeaderName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// Names say what a thing is: no empty words at the end of a type, no `get` before what a method
/// answers.
final class NameRules {
    private static final List<String> ENDINGS =
            List.of("Impl", "Manager", "Helper", "Util", "Utils", "Processor", "Data", "Info");
    private static final Pattern GETTER = Pattern.compile("get[A-Z].*");

    private NameRules() {}

    /// No type ends in a word that says nothing. The type of a header field has the RFC's name:
    /// `AlertInfo` is Alert-Info.
    static List<Violation> ending(Source source) {
        List<Violation> found = new ArrayList<>();
        for (ClassTree type : source.all(ClassTree.class)) {
            String name = type.getSimpleName().toString();
            Optional<String> ending = ENDINGS.stream().filter(name::endsWith).findFirst();
            if (ending.isPresent() && !isHeaderField(source, name)) {
                String fault = "type " + name + " ends in " + ending.get();
                String mend = "name it after what it is, with the RFC's noun where there is one";
                found.add(source.violation(type, fault, mend));
            }
        }
        return found;
    }

    private static boolean isHeaderField(Source source, String name) {
        if (!source.packageName().startsWith("dev.ringback.header.")) {
            return false;
        }
        for (int number = 0; number < HeaderName.known(); number++) {
            String header = HeaderName.numbered(number).canonical();
            if (header.replace("-", "").equalsIgnoreCase(name)) {
                return true;
            }
        }
        return false;
    }

    /// No accessor of our own starts with `get`; methods that a foreign interface prescribes carry
    /// `@Override`.
    static List<Violation> accessor(Source source) {
        List<Violation> found = new ArrayList<>();
        for (MethodTree method : source.all(MethodTree.class)) {
            String name = method.getName().toString();
            if (source.main() && GETTER.matcher(name).matches() && !overrides(method)) {
                String fault = "method " + name + " starts with get";
                found.add(source.violation(method, fault, "leave the get out"));
            }
        }
        return found;
    }

    static boolean overrides(MethodTree method) {
        for (AnnotationTree annotation : method.getModifiers().getAnnotations()) {
            if (annotation.getAnnotationType().toString().equals("Override")) {
                return true;
            }
        }
        return false;
    }
}
