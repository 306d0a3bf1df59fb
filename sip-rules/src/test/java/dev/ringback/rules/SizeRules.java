package dev.ringback.rules;

import com.sun.source.tree.BlockTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.LambdaExpressionTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.lang.model.element.Modifier;

/// The caps on size.
final class SizeRules {
    static final int FILE_LINES = 600;
    static final int TEST_FILE_LINES = 800;
    static final int LINE_LENGTH = 100;
    static final int METHOD_LINES = 70;
    static final int PARAMETERS = 6;
    static final int PACKAGE_FILES = 25;

    private SizeRules() {}

    /// Files of at most 600 lines, of tests 800.
    static List<Violation> file(Source source) {
        int cap = source.main() ? FILE_LINES : TEST_FILE_LINES;
        int lines = source.lines().size();
        if (lines <= cap) {
            return List.of();
        }
        String fault = lines + " lines, the cap is " + cap;
        return List.of(
                new Violation(source.path(), cap + 1, fault, "move a part with its own name out"));
    }

    /// Lines of at most 100 characters.
    static List<Violation> line(Source source) {
        List<Violation> found = new ArrayList<>();
        long number = 0;
        for (String line : source.lines()) {
            number++;
            int length = line.codePointCount(0, line.length());
            if (length > LINE_LENGTH) {
                String fault = "a line of " + length + " characters, the cap is " + LINE_LENGTH;
                found.add(new Violation(source.path(), number, fault, "break the line"));
            }
        }
        return found;
    }

    /// Methods, constructors, initializers and lambdas of at most 70 lines from signature to
    /// closing brace.
    static List<Violation> method(Source source) {
        List<Violation> found = new ArrayList<>();
        for (Tree body : bodies(source)) {
            long height = source.height(body);
            if (height > METHOD_LINES) {
                String fault = name(body) + " has " + height + " lines, the cap is " + METHOD_LINES;
                found.add(source.violation(body, fault, "give its steps methods of their own"));
            }
        }
        return found;
    }

    /// At most six parameters; the components of a record are those of its constructor.
    static List<Violation> parameters(Source source) {
        List<Violation> found = new ArrayList<>();
        for (MethodTree method : source.all(MethodTree.class)) {
            addIfMany(source, method, name(method), method.getParameters().size(), found);
        }
        for (ClassTree type : source.all(ClassTree.class)) {
            if (type.getKind() == Tree.Kind.RECORD) {
                long components = type.getMembers().stream().filter(SizeRules::component).count();
                addIfMany(source, type, "record " + type.getSimpleName(), components, found);
            }
        }
        return found;
    }

    /// At most 25 files in a package.
    static List<Violation> folder(Collection<Source> sources) {
        Map<String, Long> sizes =
                sources.stream()
                        .collect(
                                Collectors.groupingBy(
                                        Source::folder, TreeMap::new, Collectors.counting()));
        List<Violation> found = new ArrayList<>();
        sizes.forEach(
                (folder, size) -> {
                    if (size > PACKAGE_FILES) {
                        String fault = size + " files, the cap is " + PACKAGE_FILES;
                        String mend = "split the package along what changes together";
                        found.add(new Violation(folder, 1, fault, mend));
                    }
                });
        return found;
    }

    private static List<Tree> bodies(Source source) {
        List<Tree> bodies = new ArrayList<>(source.all(MethodTree.class));
        bodies.addAll(source.all(LambdaExpressionTree.class));
        for (ClassTree type : source.all(ClassTree.class)) {
            type.getMembers().stream().filter(m -> m instanceof BlockTree).forEach(bodies::add);
        }
        return bodies;
    }

    private static void addIfMany(
            Source source, Tree tree, String name, long parameters, List<Violation> found) {
        if (parameters > PARAMETERS) {
            String fault = name + " has " + parameters + " parameters, the cap is " + PARAMETERS;
            found.add(source.violation(tree, fault, "group what belongs together in a record"));
        }
    }

    private static boolean component(Tree member) {
        return member instanceof VariableTree field
                && !field.getModifiers().getFlags().contains(Modifier.STATIC);
    }

    private static String name(Tree body) {
        return switch (body) {
            case MethodTree method -> "method " + method.getName();
            case LambdaExpressionTree _ -> "lambda";
            default -> "initializer";
        };
    }
}
