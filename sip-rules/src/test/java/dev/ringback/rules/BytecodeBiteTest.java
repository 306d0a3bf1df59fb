package dev.ringback.rules;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Every rule on compiled code finds what it is there to find: small bad classes are compiled and
/// fed to it, each member in a class of its own.
class BytecodeBiteTest {
    private static final Pattern PLACE = Pattern.compile("\\((\\w+)\\.java:\\d+\\)");
    private static final List<String> IMPURE_TYPES =
            List.of(
                    "java.util.concurrent.locks.ReentrantLock x;",
                    "Object x = new java.util.concurrent.locks.ReentrantReadWriteLock();",
                    "void m() { Thread.ofVirtual().start(() -> {}); }",
                    "java.util.concurrent.ExecutorService x;",
                    "java.util.concurrent.CompletableFuture<String> x;",
                    "ThreadLocal<String> x;",
                    "java.time.Clock x;",
                    "org.slf4j.Logger x;",
                    "java.util.logging.Logger x;",
                    "System.Logger x;",
                    "java.net.Socket x;",
                    "java.net.ServerSocket x;",
                    "java.net.DatagramSocket x;",
                    "java.nio.channels.SocketChannel x;",
                    "io.netty.buffer.ByteBuf x;");
    private static final List<String> IMPURE_CALLS =
            List.of(
                    "long m() { return System.nanoTime(); }",
                    "java.util.function.LongSupplier m() { return System::currentTimeMillis; }",
                    "Object m() { return java.time.Instant.now(); }",
                    "Object m() { return java.time.LocalDate.now(); }",
                    "Object m() { return new java.util.Date(); }",
                    "void m() { System.out.println(); }",
                    "void m() { notifyAll(); }",
                    "Object m() throws Exception { return java.net.InetAddress.getByName(\"a\"); }",
                    "Object m() throws Exception {"
                            + " return java.net.Inet4Address.getAllByName(\"a\"); }",
                    "Object m() throws Exception { return java.net.InetAddress.getLocalHost(); }",
                    "Object m() { return new java.net.InetSocketAddress(\"a\", 1); }",
                    "Object m(java.net.InetSocketAddress a) { return a.getHostName(); }");
    private static final List<String> PURE =
            List.of(
                    "Object m() { return java.net.InetAddress.ofLiteral(\"192.0.2.1\"); }",
                    "Object m(java.net.InetAddress a) {"
                            + " return new java.net.InetSocketAddress(a, 1); }",
                    "Object m(java.net.InetSocketAddress a) { return a.getHostString(); }",
                    "java.time.Instant m(java.time.Instant x) { return x.plusSeconds(1); }",
                    "java.util.concurrent.TimeUnit x;");

    @TempDir private Path folder;

    @Test
    void impureTypesAreFound() {
        assertThat(found(BytecodeRules.pureTypes(), "stack", IMPURE_TYPES)).isEqualTo(IMPURE_TYPES);
        assertThat(found(BytecodeRules.pureTypes(), "registrar.x", IMPURE_TYPES))
                .isEqualTo(IMPURE_TYPES);
        assertThat(found(BytecodeRules.pureTypes(), "runtime", IMPURE_TYPES)).isEmpty();
    }

    @Test
    void impureCallsAreFound() {
        assertThat(found(BytecodeRules.pureCalls(), "proxy", IMPURE_CALLS)).isEqualTo(IMPURE_CALLS);
        assertThat(found(BytecodeRules.pureCalls(), "app", IMPURE_CALLS)).isEmpty();
    }

    @Test
    void pureCodeIsLeftAlone() {
        assertThat(found(BytecodeRules.pureTypes(), "stack", PURE)).isEmpty();
        assertThat(found(BytecodeRules.pureCalls(), "stack", PURE)).isEmpty();
    }

    @Test
    void onlyTheAssemblySeesTheRealWorld() {
        List<String> types =
                List.of(
                        type("runtime", "Real", ""),
                        type("proxy", "Proxy", "dev.ringback.runtime.Real x;"),
                        type("config", "Config", "dev.ringback.transport.Socket x;"),
                        type("transport", "Socket", "dev.ringback.runtime.Real x;"),
                        type("app", "App", "dev.ringback.runtime.Real x;"));
        assertThat(places(BytecodeRules.onlyTheAssemblySeesTheRealWorld(), types))
                .containsExactly("Config", "Proxy");
    }

    @Test
    void nettyStaysInNetty() {
        List<String> members = List.of("io.netty.buffer.ByteBuf x;", "org.xbill.DNS.Name y;");
        assertThat(found(BytecodeRules.nettyStaysInNetty(), "app", members)).isEqualTo(members);
        assertThat(found(BytecodeRules.nettyStaysInNetty(), "transport", members)).isEmpty();
    }

    @Test
    void messagePackagesKnowOnlyTheirLeft() {
        List<String> types =
                List.of(
                        type("text", "Text", "dev.ringback.parse.Parse x;"),
                        type("uri", "Uri", "dev.ringback.header.Header x;"),
                        type("header", "Header", "dev.ringback.message.Message x;"),
                        type("message", "Message", "dev.ringback.parse.Parse x;"),
                        type("parse", "Parse", "dev.ringback.text.Text x;"),
                        type("header", "Good", "dev.ringback.uri.Uri x;"));
        assertThat(places(BytecodeRules.messagesInOrder(), types))
                .containsExactly("Header", "Message", "Text", "Uri");
    }

    @Test
    void staticsWithChangingPartsAreFound() {
        List<String> types =
                List.of(
                        type("config", "Open", "static final Open X = new Open(); int y;"),
                        type(
                                "config",
                                "Counter",
                                "static final Counter X = new Counter();"
                                        + " final java.util.concurrent.atomic.AtomicLong y;"
                                        + " Counter() { y = null; }"),
                        type("config", "Good", "static final Good X = null; final int y = 1;"));
        assertThat(places(BytecodeRules.staticsDoNotChange(), types))
                .containsExactly("Counter", "Open");
    }

    /// The members that the rule reports when they stand in that package, in their order.
    private List<String> found(ArchRule rule, String packageName, List<String> members) {
        List<String> types = new ArrayList<>();
        for (int i = 0; i < members.size(); i++) {
            types.add(type(packageName, "A" + i, members.get(i)));
        }
        Set<String> places = places(rule, types);
        return members.stream().filter(m -> places.contains("A" + members.indexOf(m))).toList();
    }

    /// The files that the rule reports, each with its line.
    private Set<String> places(ArchRule rule, List<String> types) {
        String report =
                String.join(
                        "\n",
                        rule.evaluate(new ClassFileImporter().importPath(compile(types)))
                                .getFailureReport()
                                .getDetails());
        return PLACE.matcher(report)
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String type(String packageName, String name, String member) {
        return "package dev.ringback."
                + packageName
                + "; public class "
                + name
                + " {\n"
                + member
                + "\n}";
    }

    private Path compile(List<String> types) {
        try {
            Path place = Files.createTempDirectory(folder, "fixture");
            List<String> arguments = new ArrayList<>(List.of("-proc:none", "-d", place.toString()));
            for (String type : types) {
                String name = type.substring(type.indexOf("class ") + 6, type.indexOf(" {"));
                Path file = place.resolve(name + ".java");
                Files.writeString(file, type);
                arguments.add(file.toString());
            }
            int result =
                    ToolProvider.getSystemJavaCompiler()
                            .run(null, null, null, arguments.toArray(String[]::new));
            assertThat(result).as("the fixture compiles").isZero();
            return place;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
