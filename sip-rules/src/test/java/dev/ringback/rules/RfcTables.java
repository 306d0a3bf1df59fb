package dev.ringback.rules;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/// The tables of `docs/rfc`: what an RFC demands, which class does it and which test proves it.
///
/// A row reads `| section | rule | class | test | state |`. Classes and tests stand in backticks,
/// several of them side by side; a test is a class or a method of one, `ViaTest.keepsTheOrder`. The
/// state is `met`, `partly` or `not met`.
final class RfcTables {
    private static final List<String> COLUMNS =
            List.of("section", "rule", "class", "test", "state");
    private static final Pattern CODE = Pattern.compile("`([^`]+)`");

    private final Set<String> classes = new HashSet<>();
    private final Set<String> tests = new HashSet<>();

    RfcTables(Collection<Source> sources) {
        for (Source source : sources) {
            for (Tree type : source.unit().getTypeDecls()) {
                if (type instanceof ClassTree declaration) {
                    enter(declaration, "", source.main() ? classes : tests);
                }
            }
        }
    }

    /// Every row that is not in order.
    List<Violation> check(String file, String text) {
        List<Violation> found = new ArrayList<>();
        boolean headed = false;
        long line = 0;
        for (String row : text.lines().toList()) {
            line++;
            List<String> cells = cells(row);
            if (cells.isEmpty()) {
                headed = false;
            } else if (!headed) {
                headed = true;
                if (!cells.equals(COLUMNS)) {
                    found.add(new Violation(file, line, "columns " + cells, "use " + COLUMNS));
                }
            } else if (!cells.getFirst().startsWith("-")) {
                checkRow(file, line, cells, found);
            }
        }
        return found;
    }

    /// Whether code or tests declare a type, or a method of a type, of that name.
    boolean known(String name) {
        return classes.contains(name) || tests.contains(name);
    }

    private void checkRow(String file, long line, List<String> cells, List<Violation> found) {
        if (cells.size() != COLUMNS.size()) {
            String fault = "a row of " + cells.size() + " cells";
            found.add(new Violation(file, line, fault, "fill in " + COLUMNS));
            return;
        }
        String state = cells.get(4);
        if (!Set.of("met", "partly", "not met").contains(state)) {
            String fault = "the state is " + state;
            found.add(new Violation(file, line, fault, "write met, partly or not met"));
        }
        checkNames(file, line, names(cells.get(2)), classes, found);
        checkNames(file, line, names(cells.get(3)), tests, found);
        boolean proven = !names(cells.get(2)).isEmpty() && !names(cells.get(3)).isEmpty();
        if (state.equals("met") && !proven) {
            String mend = "name both, or do not call it met";
            found.add(new Violation(file, line, "met without a class or a test", mend));
        }
    }

    private static void checkNames(
            String file,
            long line,
            List<String> names,
            Set<String> declared,
            List<Violation> found) {
        for (String name : names) {
            if (!declared.contains(name)) {
                String fault = "`" + name + "` does not exist";
                found.add(new Violation(file, line, fault, "name what does, or mark it not met"));
            }
        }
    }

    private static List<String> cells(String row) {
        if (!row.startsWith("|")) {
            return List.of();
        }
        String inner = row.strip();
        inner = inner.substring(1, inner.endsWith("|") ? inner.length() - 1 : inner.length());
        List<String> cells = new ArrayList<>();
        for (String cell : inner.split("\\|", -1)) {
            cells.add(cell.strip());
        }
        return cells;
    }

    private static List<String> names(String cell) {
        return CODE.matcher(cell).results().map((MatchResult found) -> found.group(1)).toList();
    }

    private static void enter(ClassTree type, String outer, Set<String> names) {
        String name = outer + type.getSimpleName();
        names.add(name);
        for (Tree member : type.getMembers()) {
            if (member instanceof MethodTree method) {
                names.add(name + "." + method.getName());
            } else if (member instanceof ClassTree inner) {
                enter(inner, name + ".", names);
            }
        }
    }
}
