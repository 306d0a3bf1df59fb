package dev.ringback.rules;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ModifiersTree;
import com.sun.source.tree.Tree;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import javax.lang.model.element.Modifier;

/// What is public is explained, what is unfinished is not committed.
final class DocRules {
    private static final Pattern LEFTOVER = Pattern.compile("\\b(TODO|FIXME|XXX)\\b");

    private DocRules() {}

    /// Every public type of main code, and every public method of one, carries a `///` comment. A
    /// method with `@Override` is explained where it comes from.
    static List<Violation> publicApi(Source source) {
        List<Violation> found = new ArrayList<>();
        for (Tree type : source.main() ? source.unit().getTypeDecls() : List.<Tree>of()) {
            if (type instanceof ClassTree declaration && isOpen(declaration.getModifiers())) {
                checkType(source, declaration, found);
            }
        }
        return found;
    }

    /// No note of unfinished work in main code.
    static List<Violation> leftovers(Source source) {
        List<Violation> found = new ArrayList<>();
        long number = 0;
        for (String line : source.main() ? source.lines() : List.<String>of()) {
            number++;
            if (LEFTOVER.matcher(line).find()) {
                String fault = "a note of unfinished work";
                String mend = "finish it, or put it into docs/rfc as not met";
                found.add(new Violation(source.path(), number, fault, mend));
            }
        }
        return found;
    }

    /// No `///` comment goes on as `//`: so the formatter leaves one that was longer than the line.
    static List<Violation> brokenComments(Source source) {
        List<Violation> found = new ArrayList<>();
        boolean afterDoc = false;
        long number = 0;
        for (String line : source.lines()) {
            number++;
            String bare = line.strip();
            boolean doc = bare.startsWith("///");
            if (afterDoc && !doc && bare.startsWith("//")) {
                String mend = "wrap the comment by hand, with /// on every line";
                found.add(new Violation(source.path(), number, "a broken /// comment", mend));
            }
            afterDoc = doc;
        }
        return found;
    }

    private static void checkType(Source source, ClassTree type, List<Violation> found) {
        boolean inInterface = type.getKind() == Tree.Kind.INTERFACE;
        checkDocumented(source, type, "type " + type.getSimpleName(), found);
        for (Tree member : type.getMembers()) {
            switch (member) {
                case ClassTree inner when inInterface || isOpen(inner.getModifiers()) ->
                        checkType(source, inner, found);
                case MethodTree method when inInterface || isOpen(method.getModifiers()) ->
                        checkMethod(source, method, found);
                default -> {}
            }
        }
    }

    private static void checkMethod(Source source, MethodTree method, List<Violation> found) {
        boolean isPrivate = method.getModifiers().getFlags().contains(Modifier.PRIVATE);
        if (!isPrivate && !NameRules.overrides(method)) {
            checkDocumented(source, method, "method " + method.getName(), found);
        }
    }

    private static void checkDocumented(
            Source source, Tree tree, String what, List<Violation> found) {
        if (!source.lineAbove(tree).startsWith("///")) {
            String mend = "say what it is in the first sentence, with its RFC section";
            found.add(source.violation(tree, "public " + what + " has no /// comment", mend));
        }
    }

    private static boolean isOpen(ModifiersTree modifiers) {
        return modifiers.getFlags().contains(Modifier.PUBLIC)
                || modifiers.getFlags().contains(Modifier.PROTECTED);
    }
}
