package dev.ringback.rules;

import com.sun.source.tree.ClassTree;
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

    /// Every public type of main code carries a `///` comment.
    static List<Violation> publicTypes(Source source) {
        List<Violation> found = new ArrayList<>();
        if (source.main()) {
            for (Tree type : source.unit().getTypeDecls()) {
                if (type instanceof ClassTree declaration) {
                    types(source, declaration, false, found);
                }
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

    /// Whether the line above this node, its annotations included, is a `///` comment.
    static boolean documented(Source source, Tree tree) {
        int above = (int) source.line(tree) - 2;
        return above >= 0 && source.lines().get(above).strip().startsWith("///");
    }

    private static void types(
            Source source, ClassTree type, boolean inInterface, List<Violation> found) {
        if (!inInterface && !isPublic(type.getModifiers())) {
            return;
        }
        if (!documented(source, type)) {
            String fault = "public type " + type.getSimpleName() + " has no /// comment";
            String mend = "say what it is in the first sentence, with its RFC section";
            found.add(source.violation(type, fault, mend));
        }
        boolean isInterface = type.getKind() == Tree.Kind.INTERFACE;
        for (Tree member : type.getMembers()) {
            if (member instanceof ClassTree inner) {
                types(source, inner, isInterface, found);
            }
        }
    }

    private static boolean isPublic(ModifiersTree modifiers) {
        return modifiers.getFlags().contains(Modifier.PUBLIC);
    }
}
