package dev.ringback.rules;

import com.sun.source.tree.ArrayAccessTree;
import com.sun.source.tree.ArrayTypeTree;
import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.BlockTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompoundAssignmentTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.LambdaExpressionTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.ParameterizedTypeTree;
import com.sun.source.tree.ReturnTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.UnaryTree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreeScanner;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import javax.lang.model.element.Modifier;
import org.jspecify.annotations.Nullable;

/// No static that changes: fields are final, collections are born immutable, arrays are private
/// tables that are written only while the class initializes and never leave it, and nothing that is
/// made to change is static.
final class StaticStateRule extends TreeScanner<Void, String> {
    private static final Pattern CHANGES =
            Pattern.compile(
                    "(Atomic|Concurrent|CopyOnWrite|Weak|Identity|Linked|Tree|Array|Enum|Hash"
                            + "|Priority)\\w*"
                            + "(Map|Set|List|Deque|Queue|Reference|Boolean|Integer|Long|Array)"
                            + "|(Long|Double)(Adder|Accumulator)|Bit\\w*Set|String(Builder|Buffer)"
                            + "|ThreadLocal|(Secure|Splittable)?Random|\\w+Buffer|Date|Calendar"
                            + "|SimpleDateFormat|Mac|MessageDigest|Cipher|Matcher");
    private static final Pattern COLLECTION =
            Pattern.compile("(\\w*(Map|Set|List|Queue|Deque|Collection)|Iterable)");
    private static final Pattern IMMUTABLE =
            Pattern.compile(
                    "((java\\.util\\.)?(List|Set|Map)\\.(of|ofEntries|copyOf)"
                            + "|(java\\.util\\.)?Collections\\.(empty|unmodifiable|singleton)\\w*"
                            + "|.*\\.toList|.*[cC]ollect)");
    private static final Set<String> WRITERS = Set.of("fill", "sort", "setAll", "parallelSort");

    private final Source source;
    private final List<Violation> found;
    private boolean initializing;

    private StaticStateRule(Source source, List<Violation> found) {
        this.source = source;
        this.found = found;
    }

    static List<Violation> check(Source source) {
        List<Violation> found = new ArrayList<>();
        for (ClassTree type : source.main() ? source.all(ClassTree.class) : List.<ClassTree>of()) {
            boolean isInterface = type.getKind() == Tree.Kind.INTERFACE;
            for (Tree member : type.getMembers()) {
                if (member instanceof VariableTree field && (isInterface || isStatic(field))) {
                    checkField(source, field, isInterface, found);
                }
            }
        }
        return found;
    }

    private static void checkField(
            Source source, VariableTree field, boolean isInterface, List<Violation> found) {
        Set<Modifier> flags = field.getModifiers().getFlags();
        String name = field.getName().toString();
        String type = simpleName(field.getType());
        if (!isInterface && !flags.contains(Modifier.FINAL)) {
            found.add(
                    source.violation(
                            field,
                            "static field " + name + " is not final",
                            "make it final, or state of the object that owns it"));
        } else if (CHANGES.matcher(type).matches()) {
            found.add(
                    source.violation(
                            field,
                            "static field " + name + " holds a " + type + ", which can change",
                            "give it to the object that owns it"));
        } else if (COLLECTION.matcher(type).matches()) {
            checkCollection(source, field, found);
        } else if (field.getType() instanceof ArrayTypeTree) {
            checkArray(source, field, flags.contains(Modifier.PRIVATE), found);
        }
    }

    private static void checkCollection(Source source, VariableTree field, List<Violation> found) {
        ExpressionTree born = field.getInitializer();
        if (born == null || !immutable(born)) {
            found.add(
                    source.violation(
                            field,
                            "static collection " + field.getName() + " is not born immutable",
                            "wrap what makes it in List.copyOf, Set.copyOf or Map.copyOf here"));
        }
    }

    private static void checkArray(
            Source source, VariableTree field, boolean isPrivate, List<Violation> found) {
        String name = field.getName().toString();
        if (!isPrivate) {
            found.add(
                    source.violation(
                            field,
                            "static array " + name + " is not private",
                            "make it private and offer a method that answers from it"));
            return;
        }
        new StaticStateRule(source, found).scan(source.unit(), name);
    }

    @Override
    public Void visitClass(ClassTree type, String name) {
        for (Tree member : type.getMembers()) {
            initializing = member instanceof BlockTree block && block.isStatic();
            scan(member, name);
        }
        initializing = false;
        return null;
    }

    @Override
    public Void visitAssignment(AssignmentTree write, String name) {
        reportElement(name, write.getVariable(), write);
        return super.visitAssignment(write, name);
    }

    @Override
    public Void visitCompoundAssignment(CompoundAssignmentTree write, String name) {
        reportElement(name, write.getVariable(), write);
        return super.visitCompoundAssignment(write, name);
    }

    @Override
    public Void visitUnary(UnaryTree unary, String name) {
        boolean writes =
                switch (unary.getKind()) {
                    case PREFIX_INCREMENT, PREFIX_DECREMENT, POSTFIX_INCREMENT, POSTFIX_DECREMENT ->
                            true;
                    default -> false;
                };
        if (writes) {
            reportElement(name, unary.getExpression(), unary);
        }
        return super.visitUnary(unary, name);
    }

    @Override
    public Void visitReturn(ReturnTree statement, String name) {
        if (names(name, statement.getExpression())) {
            report(name, statement, "is handed out", "return a copy or an element");
        }
        return super.visitReturn(statement, name);
    }

    @Override
    public Void visitLambdaExpression(LambdaExpressionTree lambda, String name) {
        if (names(name, lambda.getBody())) {
            report(name, lambda, "is handed out", "return a copy or an element");
        }
        return super.visitLambdaExpression(lambda, name);
    }

    @Override
    public Void visitMethodInvocation(MethodInvocationTree call, String name) {
        String method = call.getMethodSelect().toString();
        boolean arrays = method.startsWith("Arrays.") || method.startsWith("java.util.Arrays.");
        String simple = method.substring(method.lastIndexOf('.') + 1);
        boolean writes =
                arrays && WRITERS.contains(simple) && names(name, call.getArguments().get(0));
        boolean copies =
                method.equals("System.arraycopy") && names(name, call.getArguments().get(2));
        if (!initializing && (writes || copies)) {
            report(name, call, "is written after the class initialized", "write to a copy");
        }
        return super.visitMethodInvocation(call, name);
    }

    private void reportElement(String name, ExpressionTree variable, Tree write) {
        if (!initializing
                && variable instanceof ArrayAccessTree access
                && names(name, base(access))) {
            report(name, write, "is written after the class initialized", "write to a copy");
        }
    }

    private void report(String name, Tree place, String what, String mend) {
        found.add(source.violation(place, "static array " + name + " " + what, mend));
    }

    private static boolean names(String name, @Nullable Tree tree) {
        return switch (tree) {
            case IdentifierTree identifier -> identifier.getName().contentEquals(name);
            case MemberSelectTree select -> select.getIdentifier().contentEquals(name);
            case null, default -> false;
        };
    }

    private static ExpressionTree base(ArrayAccessTree access) {
        ExpressionTree array = access.getExpression();
        return array instanceof ArrayAccessTree inner ? base(inner) : array;
    }

    private static boolean immutable(ExpressionTree born) {
        if (!(born instanceof MethodInvocationTree call)) {
            return false;
        }
        String method = call.getMethodSelect().toString().replaceAll("\\s", "");
        boolean collects = method.endsWith("collect");
        return IMMUTABLE.matcher(method).matches()
                && (!collects || call.getArguments().toString().contains("toUnmodifiable"));
    }

    private static boolean isStatic(VariableTree field) {
        return field.getModifiers().getFlags().contains(Modifier.STATIC);
    }

    private static String simpleName(Tree type) {
        if (type instanceof ParameterizedTypeTree generic) {
            return simpleName(generic.getType());
        }
        String written = type.toString();
        return written.substring(written.lastIndexOf('.') + 1);
    }
}
