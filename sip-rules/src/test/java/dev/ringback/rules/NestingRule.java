package dev.ringback.rules;

import com.sun.source.tree.BlockTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.IfTree;
import com.sun.source.tree.LambdaExpressionTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.StatementTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreeScanner;
import java.util.ArrayList;
import java.util.List;

/// At most three levels of nesting within a method.
///
/// A level is an `if`, a loop, a `switch`, a `try`, a `synchronized`, a lambda with a block or a
/// bare block. `else if` stays on the level of its `if`. A method of an inner class starts anew.
final class NestingRule extends TreeScanner<Void, Integer> {
    static final int LEVELS = 3;

    private final Source source;
    private final List<Violation> found = new ArrayList<>();

    private NestingRule(Source source) {
        this.source = source;
    }

    static List<Violation> check(Source source) {
        NestingRule rule = new NestingRule(source);
        rule.scan(source.unit(), 0);
        return rule.found;
    }

    @Override
    public Void scan(Tree tree, Integer level) {
        if (tree == null || !nests(tree)) {
            return super.scan(tree, level);
        }
        report(tree, level + 1);
        return super.scan(tree, level + 1);
    }

    @Override
    public Void visitClass(ClassTree type, Integer level) {
        return super.visitClass(type, 0);
    }

    @Override
    public Void visitMethod(MethodTree method, Integer level) {
        return super.visitMethod(method, 0);
    }

    @Override
    public Void visitIf(IfTree statement, Integer level) {
        report(statement, level + 1);
        return scanIf(statement, level);
    }

    @Override
    public Void visitBlock(BlockTree block, Integer level) {
        for (StatementTree statement : block.getStatements()) {
            boolean bare = statement instanceof BlockTree;
            if (bare) {
                report(statement, level + 1);
            }
            scan(statement, bare ? level + 1 : level);
        }
        return null;
    }

    private Void scanIf(IfTree statement, Integer level) {
        scan(statement.getCondition(), level);
        scan(statement.getThenStatement(), level + 1);
        if (statement.getElseStatement() instanceof IfTree next) {
            return scanIf(next, level);
        }
        return scan(statement.getElseStatement(), level + 1);
    }

    private static boolean nests(Tree tree) {
        return switch (tree.getKind()) {
            case FOR_LOOP,
                    ENHANCED_FOR_LOOP,
                    WHILE_LOOP,
                    DO_WHILE_LOOP,
                    SWITCH,
                    SWITCH_EXPRESSION,
                    TRY,
                    SYNCHRONIZED ->
                    true;
            case LAMBDA_EXPRESSION ->
                    ((LambdaExpressionTree) tree).getBodyKind()
                            == LambdaExpressionTree.BodyKind.STATEMENT;
            default -> false;
        };
    }

    private void report(Tree tree, int level) {
        if (level == LEVELS + 1) {
            String fault = "nested " + level + " levels deep, the cap is " + LEVELS;
            found.add(source.violation(tree, fault, "return early or name the inner part"));
        }
    }
}
