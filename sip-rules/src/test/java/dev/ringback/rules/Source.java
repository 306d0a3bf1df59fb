package dev.ringback.rules;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import java.util.ArrayList;
import java.util.List;

/// A Java file, read and parsed but not resolved: names are what is written, not what they mean.
///
/// @param path the path from the root of the repository, with `/`
/// @param text the whole text
/// @param unit the syntax tree
/// @param positions where the nodes of the tree stand in the text
record Source(String path, String text, CompilationUnitTree unit, SourcePositions positions) {
    /// The Maven module: the first part of the path.
    String module() {
        return path.substring(0, path.indexOf('/'));
    }

    /// Whether this is code that ships: not a test.
    boolean main() {
        return path.contains("/src/main/java/");
    }

    /// The folder of the file.
    String folder() {
        return path.substring(0, path.lastIndexOf('/'));
    }

    /// The last part of the path.
    String fileName() {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    /// The declared package, empty in a module declaration.
    String packageName() {
        ExpressionTree name = unit.getPackageName();
        return name == null ? "" : name.toString();
    }

    List<String> lines() {
        return text.lines().toList();
    }

    long line(Tree tree) {
        return unit.getLineMap().getLineNumber(positions.getStartPosition(unit, tree));
    }

    long lastLine(Tree tree) {
        return unit.getLineMap().getLineNumber(positions.getEndPosition(unit, tree) - 1);
    }

    /// The number of lines from the first to the last of this node, both counted.
    long height(Tree tree) {
        return lastLine(tree) - line(tree) + 1;
    }

    /// The line above this node and its annotations, without white space around it; empty at the
    /// top of the file.
    String lineAbove(Tree tree) {
        int start = (int) positions.getStartPosition(unit, tree);
        int end = text.lastIndexOf('\n', start);
        return end < 0 ? "" : text.substring(text.lastIndexOf('\n', end - 1) + 1, end).strip();
    }

    Violation violation(Tree tree, String fault, String mend) {
        return new Violation(path, line(tree), fault, mend);
    }

    /// Every node of that type in the file, outer ones first.
    <T extends Tree> List<T> all(Class<T> type) {
        return all(unit, type);
    }

    /// Every node of that type in and below this one, outer ones first.
    static <T extends Tree> List<T> all(Tree root, Class<T> type) {
        List<T> all = new ArrayList<>();
        new TreeScanner<Void, List<T>>() {
            @Override
            public Void scan(Tree tree, List<T> found) {
                if (type.isInstance(tree)) {
                    found.add(type.cast(tree));
                }
                return super.scan(tree, found);
            }
        }.scan(root, all);
        return all;
    }
}
