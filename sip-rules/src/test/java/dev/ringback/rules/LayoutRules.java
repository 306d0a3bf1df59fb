package dev.ringback.rules;

import com.sun.source.tree.DirectiveTree;
import com.sun.source.tree.ModuleTree;
import com.sun.source.tree.RequiresTree;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// How modules and packages are laid out and which way they depend.
final class LayoutRules {
    private static final String OWN = "dev.ringback.";

    private static final String MESSAGE = OWN + "message";
    private static final String STACK = OWN + "stack";
    private static final String NETTY = OWN + "netty";
    private static final String SERVER = OWN + "server";
    private static final String NULLNESS = "org.jspecify";
    private static final String AGENT = OWN + "sip";
    private static final String MEDIA = OWN + "media";
    private static final String SMIME = OWN + "smime";
    private static final String STORE = OWN + "store";
    private static final String WEBRTC = OWN + "webrtc";
    private static final String CALLFLOW = OWN + "callflow";
    private static final String CONSOLE = OWN + "console";
    private static final String JUPITER = "org.junit.jupiter.api";

    /// What each module may require; of the modules that are not [#BARE] only our own are listed.
    private static final Map<String, Set<String>> MAY_REQUIRE =
            Map.ofEntries(
                    Map.entry(MESSAGE, Set.of(NULLNESS)),
                    Map.entry(STACK, Set.of(NULLNESS, MESSAGE)),
                    Map.entry(AGENT, Set.of(NULLNESS, MESSAGE, STACK)),
                    Map.entry(OWN + "testkit", Set.of(NULLNESS, MESSAGE, STACK, AGENT, JUPITER)),
                    Map.entry(NETTY, Set.of(MESSAGE, STACK, AGENT)),
                    Map.entry(MEDIA, Set.of(MESSAGE, STACK, AGENT)),
                    Map.entry(SMIME, Set.of(MESSAGE, STACK, AGENT)),
                    Map.entry(CALLFLOW, Set.of(MESSAGE, STACK)),
                    Map.entry(SERVER, Set.of(MESSAGE, STACK, NETTY, CALLFLOW)),
                    Map.entry(OWN + "telemetry", Set.of(CALLFLOW, SERVER)),
                    Map.entry(CONSOLE, Set.of(STACK, CALLFLOW, SERVER)),
                    Map.entry(STORE, Set.of(SERVER)),
                    Map.entry(OWN + "store.kit", Set.of(SERVER)),
                    Map.entry(WEBRTC, Set.of(STACK, MEDIA, SERVER)),
                    Map.entry(
                            OWN + "cli",
                            Set.of(
                                    MESSAGE, STACK, AGENT, NETTY, MEDIA, SMIME, SERVER, STORE,
                                    WEBRTC, CALLFLOW, CONSOLE)),
                    Map.entry(
                            OWN + "examples", Set.of(MESSAGE, STACK, AGENT, NETTY, MEDIA, SERVER)),
                    Map.entry(OWN + "it", Set.of()),
                    Map.entry(OWN + "bench", Set.of(MESSAGE, STACK)),
                    Map.entry(OWN + "rules", Set.of()));

    /// The modules that carry no library into an application that uses them.
    private static final Set<String> BARE = Set.of(MESSAGE, STACK, OWN + "testkit");

    private LayoutRules() {}

    /// Every module with main code declares itself.
    static List<Violation> moduleDeclared(Collection<Source> sources) {
        Set<String> modules = new TreeSet<>();
        Set<String> declared = new TreeSet<>();
        for (Source source : sources) {
            if (source.main()) {
                modules.add(source.module());
            }
            if (source.path().equals(source.module() + "/src/main/java/module-info.java")) {
                declared.add(source.module());
            }
        }
        modules.removeAll(declared);
        return modules.stream().map(LayoutRules::undeclared).toList();
    }

    /// Modules depend one way: message <- stack <- sip <- {netty, media, smime, testkit} <- server
    /// <- {store, store.kit, webrtc, console} <- cli; callflow stands on stack, below server.
    static List<Violation> moduleDirection(Source source) {
        ModuleTree module = source.unit().getModule();
        if (module == null) {
            return List.of();
        }
        String name = module.getName().toString();
        Set<String> allowed = MAY_REQUIRE.get(name);
        if (allowed == null) {
            String mend = "enter it in LayoutRules.MAY_REQUIRE and in ARCHITECTURE.md";
            return List.of(source.violation(module, "unknown module " + name, mend));
        }
        List<Violation> found = new ArrayList<>();
        for (DirectiveTree directive : module.getDirectives()) {
            if (directive instanceof RequiresTree requires) {
                String other = requires.getModuleName().toString();
                boolean judged = BARE.contains(name) || other.startsWith(OWN);
                if (judged && !allowed.contains(other)) {
                    String fault = name + " requires " + other;
                    String mend = "turn the dependency round, see the module map";
                    found.add(source.violation(requires, fault, mend));
                }
            }
        }
        return found;
    }

    /// Every package of main code has a `package-info.java` with a `///` comment and `@NullMarked`.
    static List<Violation> packageDescribed(Collection<Source> sources) {
        Map<String, Boolean> described = new TreeMap<>();
        for (Source source : sources) {
            if (source.main() && source.unit().getModule() == null) {
                described.merge(source.folder(), nullMarked(source), Boolean::logicalOr);
            }
        }
        List<Violation> found = new ArrayList<>();
        described.forEach(
                (folder, marked) -> {
                    if (!marked) {
                        found.add(undescribed(folder));
                    }
                });
        return found;
    }

    private static boolean nullMarked(Source source) {
        return source.fileName().equals("package-info.java")
                && source.text().startsWith("///")
                && source.unit().getPackageAnnotations().stream()
                        .anyMatch(a -> a.getAnnotationType().toString().endsWith("NullMarked"));
    }

    private static Violation undeclared(String module) {
        String file = module + "/src/main/java/module-info.java";
        return new Violation(file, 1, "module without a declaration", "write it, with a comment");
    }

    private static Violation undescribed(String folder) {
        String mend = "write one with a /// comment and @NullMarked";
        return new Violation(folder, 1, "package without a package-info.java in order", mend);
    }
}
