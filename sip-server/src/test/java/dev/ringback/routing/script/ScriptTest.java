package dev.ringback.routing.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import dev.ringback.routing.Route;
import dev.ringback.routing.Routes;
import dev.ringback.routing.trial.Trial;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScriptTest {
    private static final String GOOD =
            """
            import dev.ringback.routing.*;

            class Routes implements dev.ringback.routing.Routes {
                private enum Door { OPEN, CLOSED }
                private record Rule(String user, Door door) {
                    boolean is(RoutingRequest request) {
                        return user.equals(request.user());
                    }
                }
                private final java.util.List<Rule> rules =
                        java.util.List.of(new Rule("bob", Door.OPEN), new Rule("eve", Door.CLOSED));

                public Route route(RoutingRequest request) {
                    for (Rule rule : rules) {
                        if (rule.is(request)) {
                            return switch (rule.door()) {
                                case OPEN -> Route.lookup();
                                case CLOSED -> Route.reply(403, "Closed");
                            };
                        }
                    }
                    return rules.stream().anyMatch(r -> r.user().isEmpty()) ? Route.lookup() : null;
                }
            }
            """;

    @TempDir private Path folder = Path.of("");

    @Test
    void classWithoutPackageAndModifierRoutes() throws ScriptException {
        Routes routes = Script.load("Routes.java", GOOD).routes();
        assertThat(route(routes, "bob")).isEqualTo(Route.lookup());
        assertThat(route(routes, "eve")).isEqualTo(Route.reply(403, "Closed"));
        assertThat(route(routes, "carol")).isNull();
    }

    @Test
    void packageAndNameOfTheClassAreFree() throws ScriptException {
        String text =
                """
                package com.example.phones;
                import dev.ringback.routing.*;
                public final class OfficeHours implements Routes {
                    @Override public Route route(RoutingRequest request) { return Beside.CLOSED; }
                }
                class Beside { static final Route CLOSED = Route.reply(480, "Closed"); }
                """;
        Script script = Script.load("conf/night.java", text);
        assertThat(script.type().getName()).isEqualTo("com.example.phones.OfficeHours");
        assertThat(route(script.routes(), "bob")).isEqualTo(Route.reply(480, "Closed"));
    }

    @Test
    void compileErrorsTellTheirPlaceWithLineAndCaret() {
        String text =
                """
                import dev.ringback.routing.*;
                class R implements Routes {
                    public Route route(RoutingRequest request) {
                        return Route.repply(403);
                    }
                    int x = "text";
                }
                """;
        ScriptException fault = fault("Routes.java", text);
        assertThat(fault)
                .hasMessageStartingWith("cannot find symbol, symbol: ")
                .hasMessageContaining("repply")
                .hasMessageNotContaining("\n");
        assertThat(fault.line()).isEqualTo(4);
        assertThat(fault.column()).isEqualTo(21);
        assertThat(fault.details())
                .hasSize(5)
                .startsWith("            return Route.repply(403);", "                        ^")
                .endsWith("        int x = \"text\";", "                ^");
        assertThat(fault.details().get(2))
                .startsWith("Routes.java:6:13: incompatible types: java.lang.String cannot be");
    }

    @Test
    void caretStandsUnderItsColumnBehindTabs() {
        String text = "class R implements dev.ringback.routing.Routes {\n\tint x = y;\n}\n";
        ScriptException fault = fault("R.java", text);
        List<String> lines = fault.details();
        int shown = lines.indexOf("            int x = y;");
        assertThat(shown).isNotNegative();
        assertThat(lines.get(shown + 1).indexOf('^')).isEqualTo(lines.get(shown).indexOf('y'));
    }

    @Test
    void onlySoManyErrorsAreTold() {
        StringBuilder text = new StringBuilder("class R {\n");
        for (int i = 0; i < 9; i++) {
            text.append("int f").append(i).append(" = nothing;\n");
        }
        assertThat(fault("R.java", text.append("}\n").toString()).details())
                .hasSize(2 + 4 * 3 + 1)
                .endsWith("and 4 more");
    }

    @Test
    void errorAtTheEndOfTheFileHasAPlace() {
        assertThat(fault("R.java", "class R {")).hasMessageStartingWith("reached end of file");
        assertThat(fault("R.java", "class R {").line()).isEqualTo(1);
        assertThat(fault("R.java", "").column()).isEqualTo(1);
    }

    @Test
    void exactlyOneClassHasToRoute() {
        assertThat(fault("R.java", "class R {}"))
                .hasMessage(
                        "one top-level class has to implement"
                                + " dev.ringback.routing.Routes, none does");
        String one =
                " implements dev.ringback.routing.Routes { public"
                        + " dev.ringback.routing.Route route(dev.ringback.routing.RoutingRequest r)"
                        + " { return null; } }\n";
        assertThat(fault("R.java", "class B" + one + "class A" + one))
                .hasMessageEndingWith("dev.ringback.routing.Routes, A and B do");
        assertThat(fault("R.java", "abstract class A" + one)).hasMessageEndingWith("none does");
    }

    @Test
    void classThatCannotBeMadeIsAnError() {
        String head = "class R implements dev.ringback.routing.Routes {\n";
        String tail =
                "\n public dev.ringback.routing.Route route(dev.ringback.routing.RoutingRequest r)"
                        + " { return null; } }\n";
        assertThat(fault("R.java", head + "R(int x) {}" + tail))
                .hasMessage("R needs a constructor without parameters");
        ScriptException thrown =
                fault("R.java", head + "R() { throw new IllegalStateException(\"no\"); }" + tail);
        assertThat(thrown)
                .hasMessage("making its object failed:" + " java.lang.IllegalStateException: no");
        assertThat(thrown.line()).isEqualTo(2);
        assertThat(thrown.details())
                .containsExactly("    R() { throw new IllegalStateException(\"no\"); }");
        assertThat(fault("R.java", head + "static int x = Integer.parseInt(\"y\");" + tail))
                .hasMessageStartingWith("making its object failed: java.lang.Number");
    }

    @Test
    void fileIsReadAndNothingIsWritten() throws Exception {
        Path file = Files.writeString(folder.resolve("Routes.java"), GOOD);
        assertThat(route(Script.load(file).routes(), "eve")).isEqualTo(Route.reply(403, "Closed"));
        try (var files = Files.list(folder)) {
            assertThat(files).containsExactly(file);
        }
    }

    @Test
    void fileThatCannotBeReadIsAnError() throws IOException {
        Path absent = folder.resolve("Absent.java");
        assertThat(catchThrowableOfType(ScriptException.class, () -> Script.load(absent)))
                .hasMessage("there is no such file");
        Path latin = Files.write(folder.resolve("L.java"), new byte[] {'/', '/', (byte) 0xe4});
        assertThat(catchThrowableOfType(ScriptException.class, () -> Script.load(latin)))
                .hasMessage("it is not UTF-8 text");
    }

    @Test
    void everyLoadingHasItsOwnClassesAndLetsThemGo() throws ScriptException {
        @Nullable Script first = Script.load("Routes.java", GOOD);
        Script second = Script.load("Routes.java", GOOD);
        assertThat(second.type()).isNotSameAs(first.type());
        WeakReference<Class<?>> type = new WeakReference<>(first.type());
        assertThat(route(first.routes(), "bob")).isNotNull();
        first = null;
        await().until(
                        () -> {
                            System.gc();
                            return type.get() == null;
                        });
    }

    private static ScriptException fault(String file, String text) {
        ScriptException fault =
                catchThrowableOfType(ScriptException.class, () -> Script.load(file, text));
        assertThat(fault).isNotNull();
        return fault;
    }

    private static @Nullable Route route(Routes routes, String user) {
        return Trial.request("INVITE sip:" + user + "@example.com").route(routes);
    }
}
