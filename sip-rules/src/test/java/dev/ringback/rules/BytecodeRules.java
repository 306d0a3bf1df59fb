package dev.ringback.rules;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.CompositeArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/// The rules that need resolved names: who uses what, however it is written.
final class BytecodeRules {
    private static final String[] REAL_WORLD = {
        "dev.ringback.socket..",
        "dev.ringback.tls..",
        "dev.ringback.websocket..",
        "dev.ringback.transport..",
        "dev.ringback.runtime..",
        "dev.ringback.resolver.."
    };
    private static final String[] MAY_ASSEMBLE = {
        "dev.ringback.socket..",
        "dev.ringback.tls..",
        "dev.ringback.websocket..",
        "dev.ringback.transport..",
        "dev.ringback.runtime..",
        "dev.ringback.resolver..",
        "dev.ringback.app..",
        "dev.ringback.console..",
        "dev.ringback.cli.."
    };

    private static final List<String> MESSAGE_ORDER =
            List.of(
                    "dev.ringback.text",
                    "dev.ringback.sdp",
                    "dev.ringback.uri",
                    "dev.ringback.header",
                    "dev.ringback.header.*",
                    "dev.ringback.message",
                    "dev.ringback.parse",
                    "dev.ringback.body",
                    "dev.ringback.verdict");

    /// Types that no pure package may touch.
    private static final Pattern IMPURE_TYPES =
            Pattern.compile(
                    "java\\.util\\.concurrent\\.locks\\..*"
                            + "|java\\.lang\\.(Thread|ThreadLocal|ThreadGroup|Runtime|Process)\\b.*"
                            + "|java\\.util\\.concurrent\\.(\\w*Execut\\w*|ForkJoin\\w*|\\w*Future)"
                            + "|java\\.util\\.concurrent\\.(Semaphore|CountDownLatch)"
                            + "|java\\.util\\.(Timer|TimerTask|Calendar)"
                            + "|java\\.time\\.(Clock|InstantSource)"
                            + "|org\\.slf4j\\..*|ch\\.qos\\..*|java\\.util\\.logging\\..*"
                            + "|java\\.lang\\.System\\$Logger"
                            + "|java\\.net\\.(\\w*Socket|URL|URLConnection)"
                            + "|java\\.net\\.http\\..*"
                            + "|java\\.nio\\.channels\\..*|io\\.netty\\..*");

    /// Methods that no pure package may call: clocks, name lookups, standard streams, monitors.
    private static final Pattern IMPURE_CALLS =
            Pattern.compile(
                    "java\\.lang\\.System\\.(nanoTime|currentTimeMillis|out|err|in|getLogger)"
                            + "|java\\.time\\.\\w+\\.now|java\\.util\\.Date\\.<init>\\(\\)"
                            + "|java\\.lang\\.Object\\.(wait|notify|notifyAll)"
                            + "|java\\.net\\.Inet\\w*Address\\.(getByName|getAllByName)"
                            + "|java\\.net\\.Inet\\w*Address\\.getLocalHost"
                            + "|java\\.net\\.Inet\\w*Address\\.(getHostName|getCanonicalHostName)"
                            + "|java\\.net\\.InetSocketAddress"
                            + "\\.<init>\\(java\\.lang\\.String, int\\)");

    private static final Set<String> IMMUTABLE_ROOTS =
            Set.of("java.util.concurrent.atomic", "java.util.concurrent.locks");

    private BytecodeRules() {}

    /// Every rule, each to be checked on the compiled main classes.
    static List<ArchRule> all() {
        return List.of(
                pureTypes(),
                pureCalls(),
                onlyTheAssemblySeesTheRealWorld(),
                nettyStaysInNetty(),
                messagesInOrder(),
                staticsDoNotChange());
    }

    static ArchRule pureTypes() {
        return noClasses()
                .that()
                .resideInAnyPackage(PureCore.patterns())
                .should()
                .dependOnClassesThat(
                        new DescribedPredicate<>("are locks, threads, clocks, loggers or sockets") {
                            @Override
                            public boolean test(JavaClass type) {
                                return IMPURE_TYPES.matcher(type.getName()).matches();
                            }
                        })
                .because("the protocol is pure: mend by taking it as an Input, or by asking")
                .allowEmptyShould(true);
    }

    static ArchRule pureCalls() {
        return noClasses()
                .that()
                .resideInAnyPackage(PureCore.patterns())
                .should()
                .accessTargetWhere(
                        new DescribedPredicate<JavaAccess<?>>("reads a clock or looks up a name") {
                            @Override
                            public boolean test(JavaAccess<?> access) {
                                return impure(access);
                            }
                        })
                .because(
                        "time is an argument and names are questions: mend with the step's now,"
                                + " InetAddress.ofLiteral, new InetSocketAddress(InetAddress, int)"
                                + " and getHostString")
                .allowEmptyShould(true);
    }

    static ArchRule onlyTheAssemblySeesTheRealWorld() {
        return noClasses()
                .that()
                .resideOutsideOfPackages(MAY_ASSEMBLE)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(REAL_WORLD)
                .because("only app, console and cli see sip-netty: mend by moving the use to app")
                .allowEmptyShould(true);
    }

    static ArchRule nettyStaysInNetty() {
        return noClasses()
                .that()
                .resideOutsideOfPackages(REAL_WORLD)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.netty..", "org.xbill..")
                .because("its libraries are a detail of sip-netty: mend by offering what is needed")
                .allowEmptyShould(true);
    }

    /// Within sip-message each package knows only those to its left in [#MESSAGE_ORDER].
    static ArchRule messagesInOrder() {
        List<ArchRule> rules = new ArrayList<>();
        for (int i = 0; i < MESSAGE_ORDER.size() - 1; i++) {
            List<String> right = MESSAGE_ORDER.subList(i + 1, MESSAGE_ORDER.size());
            rules.add(
                    noClasses()
                            .that()
                            .resideInAPackage(MESSAGE_ORDER.get(i))
                            .should()
                            .dependOnClassesThat()
                            .resideInAnyPackage(right.toArray(String[]::new))
                            .because(MESSAGE_ORDER + " depend leftwards: mend by moving the type")
                            .allowEmptyShould(true));
        }
        return CompositeArchRule.of(rules);
    }

    /// A static of one of our own types has nothing in it that changes.
    static ArchRule staticsDoNotChange() {
        return fields().that()
                .areStatic()
                .and()
                .areDeclaredInClassesThat()
                .resideInAPackage("dev.ringback..")
                .should(
                        new ArchCondition<JavaField>("hold nothing that can change") {
                            @Override
                            public void check(JavaField field, ConditionEvents events) {
                                checkParts(field, events);
                            }
                        })
                .because("a static that changes is shared by all: mend by making its fields final")
                .allowEmptyShould(true);
    }

    private static void checkParts(JavaField field, ConditionEvents events) {
        JavaClass type = field.getRawType();
        if (!type.getPackageName().startsWith("dev.ringback")) {
            return;
        }
        for (JavaField part : type.getAllFields()) {
            boolean own = part.getOwner().getPackageName().startsWith("dev.ringback");
            boolean isStatic = part.getModifiers().contains(JavaModifier.STATIC);
            boolean isFinal = part.getModifiers().contains(JavaModifier.FINAL);
            String of = part.getRawType().getPackageName();
            if (own && !isStatic && (!isFinal || IMMUTABLE_ROOTS.contains(of))) {
                String message =
                        field.getFullName()
                                + " is static and its part "
                                + part.getName()
                                + " can change "
                                + field.getSourceCodeLocation();
                events.add(SimpleConditionEvent.violated(field, message));
            }
        }
    }

    private static boolean impure(JavaAccess<?> access) {
        String name = access.getTarget().getFullName();
        String bare = name.contains("(") ? name.substring(0, name.indexOf('(')) : name;
        return IMPURE_CALLS.matcher(bare).matches() || IMPURE_CALLS.matcher(name).matches();
    }
}
