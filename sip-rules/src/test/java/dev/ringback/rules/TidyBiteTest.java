package dev.ringback.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Every tidy rule finds what it is there to find, and leaves good code alone.
class TidyBiteTest {
    private static final String MAIN = "sip-stack/src/main/java/dev/ringback/stack/A.java";
    private static final String TEST = "sip-stack/src/test/java/dev/ringback/stack/ATest.java";

    @Test
    void sayWhereAndHowToMend() {
        String text = "class A {\n  int x; // TODO later\n}\n";
        assertThat(Tidy.NOTHING_LEFT_OVER.check(List.of(Sources.parse(MAIN, text))))
                .extracting(Violation::toString)
                .containsExactly(
                        MAIN
                                + ":2: a note of unfinished work."
                                + " Mend: finish it, or put it into docs/rfc as not met.");
    }

    @ParameterizedTest
    @CsvSource({"600, 0", "601, 1"})
    void aFileIsShort(int lines, int faults) {
        String text = "class A {\n" + "\n".repeat(lines - 2) + "}\n";
        assertThat(main(Tidy.FILE_OF_600_LINES, text)).hasSize(faults);
    }

    @ParameterizedTest
    @CsvSource({"800, 0", "801, 1"})
    void aTestFileToo(int lines, int faults) {
        String text = "class A {\n" + "\n".repeat(lines - 2) + "}\n";
        assertThat(test(Tidy.FILE_OF_600_LINES, text)).hasSize(faults);
    }

    @ParameterizedTest
    @CsvSource({"100, 0", "101, 1"})
    void aLineIsShort(int length, int faults) {
        String text = "class A {}\n//" + "é".repeat(length - 2) + "\n";
        assertThat(main(Tidy.LINE_OF_100_CHARACTERS, text)).hasSize(faults);
    }

    @ParameterizedTest
    @CsvSource({
        "void m(), 70, 0",
        "void m(), 71, 1",
        "A(), 71, 1",
        "static, 71, 1",
        "Runnable r = () ->, 71, 1"
    })
    void aMethodIsShort(String head, int lines, int faults) {
        String end = head.startsWith("Runnable") ? "};" : "}";
        String text = "class A {\n" + head + " {\n" + "\n".repeat(lines - 2) + end + "\n}\n";
        assertThat(main(Tidy.METHOD_OF_70_LINES, text)).hasSize(faults);
        assertThat(test(Tidy.METHOD_OF_70_LINES, text)).hasSize(faults);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "class A { void m(int a, int b, int c, int d, int e, int f, int g) {} }",
                "class A { A(int a, int b, int c, int d, int e, int f, int g) {} }",
                "record A(int a, int b, int c, int d, int e, int f, int g) {}"
            })
    void sevenParametersAreTooMany(String text) {
        assertThat(main(Tidy.SIX_PARAMETERS, text)).hasSize(1);
    }

    @Test
    void sixParametersAreNot() {
        String text =
                "record A(int a, int b, int c, int d, int e, int f) { static int Z; A {}"
                        + " void m(int a, int b, int c, int d, int e, int f) {} }";
        assertThat(main(Tidy.SIX_PARAMETERS, text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"25, 0", "26, 1"})
    void aPackageIsSmall(int files, int faults) {
        Map<String, String> texts = new TreeMap<>();
        for (int i = 0; i < files; i++) {
            texts.put("sip-x/src/main/java/dev/ringback/x/A" + i + ".java", "class A" + i + " {}");
        }
        assertThat(Tidy.PACKAGE_OF_25_FILES.check(Sources.parse(texts))).hasSize(faults);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "if (a) { while (b) { for (;;) { if (c) { x(); } } } }",
                "try { x(); } finally { if (a) { do { if (b) { x(); } } while (c); } }",
                "switch (n) { case 1 -> { if (a) { if (b) { try { x(); } finally { } } } }"
                        + " default -> { } }",
                "for (int i : is) { if (a) { run(() -> { if (b) { x(); } }); } }",
                "{ { { { x(); } } } }",
                "if (a) { } else if (b) { if (a) { if (b) { if (c) { x(); } } } }",
                "while (a) while (b) while (c) if (a) x();"
            })
    void fourLevelsAreTooDeep(String body) {
        assertThat(main(Tidy.THREE_LEVELS, "class A { void m() { " + body + " } }")).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "if (a) { while (b) { for (;;) { x(); } } }",
                "if (a) { } else if (b) { } else if (c) { } else if (d) { if (e) { if (f) { } } }",
                "if (a) { if (b) { if (c) { run(() -> x()); } } }",
                "if (a) { if (b) { if (c) { new T() { void n() { if (d) { x(); } } }; } } }"
            })
    void threeLevelsAreNot(String body) {
        assertThat(main(Tidy.THREE_LEVELS, "class A { void m() { " + body + " } }")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"AImpl", "AManager", "AHelper", "AUtils", "AProcessor", "AData", "AInfo"})
    void emptyEndingsAreFound(String name) {
        assertThat(main(Tidy.NO_EMPTY_ENDING, "class A { interface " + name + " {} }")).hasSize(1);
        assertThat(test(Tidy.NO_EMPTY_ENDING, "record " + name + "() {}")).hasSize(1);
    }

    @Test
    void wordsThatOnlyBeginSoAreFine() {
        assertThat(main(Tidy.NO_EMPTY_ENDING, "class DataBlock { enum Information { } }"))
                .isEmpty();
    }

    @Test
    void getIsFoundWhereNothingPrescribesIt() {
        String text =
                "class A { int getX() { return 1; } @Override public int getY() { return 1; }"
                        + " int getaway() { return 1; } }";
        assertThat(main(Tidy.NO_GET, text)).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "public class A {}",
                "/** Old. */\npublic class A {}",
                "/// A.\npublic interface A {\n record B() {}\n}",
                "/// A.\npublic class A {\n public enum B {}\n}",
                "/// A.\n\npublic class A {}",
                "/// A.\npublic class A {\n public void m() {}\n}",
                "/// A.\npublic class A {\n protected A() {}\n}",
                "/// A.\npublic interface A {\n void m();\n}"
            })
    void publicApiIsExplained(String text) {
        assertThat(main(Tidy.PUBLIC_API_EXPLAINED, text)).hasSize(1);
        assertThat(test(Tidy.PUBLIC_API_EXPLAINED, text)).isEmpty();
    }

    @Test
    void explainedOnesAreFine() {
        String text =
                """
                /// A.
                @FunctionalInterface
                public interface A {
                    /// B.
                    record B() {}
                    /// M.
                    void m();
                }
                class C { public class D {} public void m() {} }
                class E { @Override public void m() {} }
                """;
        assertThat(main(Tidy.PUBLIC_API_EXPLAINED, text)).isEmpty();
    }

    @Test
    void commentsAreWhole() {
        String broken = "/// A that\n// goes on.\nclass A {}";
        String whole = "// Why.\n/// A that\n/// goes on.\nclass A { // why\n}";
        assertThat(main(Tidy.COMMENTS_WHOLE, broken)).hasSize(1);
        assertThat(main(Tidy.COMMENTS_WHOLE, whole)).isEmpty();
    }

    @Test
    void aModuleDeclaresItself() {
        Source code = Sources.parse(MAIN, "class A {}");
        Source module =
                Sources.parse(
                        "sip-stack/src/main/java/module-info.java", "module dev.ringback.a {}");
        assertThat(Tidy.MODULES_DECLARED.check(List.of(code))).hasSize(1);
        assertThat(Tidy.MODULES_DECLARED.check(List.of(code, module))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "message, dev.ringback.stack",
        "message, org.slf4j",
        "stack, dev.ringback.netty",
        "stack, io.netty.buffer",
        "testkit, dev.ringback.server",
        "netty, dev.ringback.server",
        "server, dev.ringback.cli",
        "server, dev.ringback.testkit",
        "unheardof, java.base"
    })
    void modulesDependOneWay(String module, String other) {
        String text = "module dev.ringback." + module + " { requires transitive " + other + "; }";
        String path = "sip-" + module + "/src/main/java/module-info.java";
        assertThat(Tidy.MODULES_ONE_WAY.check(List.of(Sources.parse(path, text)))).hasSize(1);
    }

    @Test
    void aPackageIsDescribed() {
        String path = "sip-stack/src/main/java/dev/ringback/stack/package-info.java";
        Source code = Sources.parse(MAIN, "package dev.ringback.stack; class A {}");
        Source bare = Sources.parse(path, "/// A.\npackage dev.ringback.stack;");
        Source mute = Sources.parse(path, "@NullMarked package dev.ringback.stack;");
        Source good = Sources.parse(path, "/// A.\n@NullMarked\npackage dev.ringback.stack;");
        assertThat(Tidy.PACKAGES_DESCRIBED.check(List.of(code))).hasSize(1);
        assertThat(Tidy.PACKAGES_DESCRIBED.check(List.of(code, bare))).hasSize(1);
        assertThat(Tidy.PACKAGES_DESCRIBED.check(List.of(code, mute))).hasSize(1);
        assertThat(Tidy.PACKAGES_DESCRIBED.check(List.of(code, good))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "static int x;",
                "static final int[] X = {1};",
                "private static final int[] X = {1}; int[] m() { return X; }",
                "private static final int[] X = {1}; Supplier<int[]> m() { return () -> A.X; }",
                "private static final int[] X = {1}; void m() { X[0] = 2; }",
                "private static final int[][] X = {{1}}; void m() { X[0][0]++; }",
                "private static final int[] X = {1}; void m() { A.X[0] += 2; }",
                "private static final int[] X = {1}; void m() { Arrays.fill(X, 2); }",
                "private static final int[] X = {1}; void m() { System.arraycopy(Y, 0, X, 0, 1); }",
                "static final List<String> X = new ArrayList<>();",
                "static final Map<String, String> X = make();",
                "static final Set<E> X = EnumSet.of(E.A);",
                "static final Set<E> X = s.collect(Collectors.toSet());",
                "static final List<String> X; static { X = make(); }",
                "static final AtomicLong X = new AtomicLong();",
                "static final ConcurrentHashMap<K, V> X = new ConcurrentHashMap<>();",
                "static final java.util.HashMap<K, V> X = make();",
                "static final ThreadLocal<K> X = make();",
                "static final StringBuilder X = make();",
                "static class B { static int x; }",
                "interface B { int[] X = {1}; }"
            })
    void changingStaticsAreFound(String member) {
        assertThat(main(Tidy.NO_CHANGING_STATIC, "class A { " + member + " }")).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "static final int X = 1; int y;",
                "private static final int[] X = {1}; static { X[0] = 2; Arrays.fill(X, 1); }"
                        + " int m() { return X[0]; }",
                "private static final int[] X = {1}; void m() { System.arraycopy(X, 0, y, 0, 1); }",
                "static final List<String> X = List.of();",
                "static final Map<K, V> X = Map.copyOf(make());",
                "static final java.util.Set<K> X = java.util.Set.of();",
                "static final List<K> X = Stream.of(a).map(b).toList();",
                "static final Set<K> X = Collections.unmodifiableSet(EnumSet.of(K.A));",
                "static final Map<K, V> X = s.collect(Collectors.toUnmodifiableMap(a, b));",
                "interface B { int X = 1; }"
            })
    void statelessStaticsAreFine(String member) {
        assertThat(main(Tidy.NO_CHANGING_STATIC, "class A { " + member + " }")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"synchronized void m() {}", "void m() { synchronized (this) { } }"})
    void locksAreFoundInPureCode(String member) {
        String body = "class A { " + member + " }";
        assertThat(main(Tidy.NO_LOCK_IN_PURE_CODE, "package dev.ringback.stack; " + body))
                .hasSize(1);
        assertThat(main(Tidy.NO_LOCK_IN_PURE_CODE, "package dev.ringback.auth.x; " + body))
                .hasSize(1);
        assertThat(main(Tidy.NO_LOCK_IN_PURE_CODE, "package dev.ringback.runtime; " + body))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Thread.sleep(1)",
                "TimeUnit.SECONDS.sleep(1)",
                "sleep(1)",
                "LockSupport.parkNanos(1)"
            })
    void sleepIsFoundInTests(String call) {
        String text = "class A { void m() { " + call + "; } }";
        assertThat(test(Tidy.NO_SLEEP_IN_TESTS, text)).hasSize(1);
        assertThat(main(Tidy.NO_SLEEP_IN_TESTS, text)).isEmpty();
        String kit = "sip-testkit/src/main/java/dev/ringback/testkit/A.java";
        assertThat(Tidy.NO_SLEEP_IN_TESTS.check(List.of(Sources.parse(kit, text)))).hasSize(1);
    }

    @Test
    void skippedTestsAreFound() {
        assertThat(test(Tidy.NO_SKIPPED_TEST, "class A { @Disabled void m() {} }")).hasSize(1);
        assertThat(test(Tidy.NO_SKIPPED_TEST, "@org.junit.jupiter.api.Disabled class A {}"))
                .hasSize(1);
    }

    private static List<Violation> main(Tidy rule, String text) {
        return rule.check(List.of(Sources.parse(MAIN, text)));
    }

    private static List<Violation> test(Tidy rule, String text) {
        return rule.check(List.of(Sources.parse(TEST, text)));
    }
}
