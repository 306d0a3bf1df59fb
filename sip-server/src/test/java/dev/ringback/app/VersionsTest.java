package dev.ringback.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.ringback.config.ConfigException;
import dev.ringback.config.ConfigFile;
import dev.ringback.config.ServerConfig;
import dev.ringback.config.ServerConfigBuilder;
import dev.ringback.guard.GuardSettings;
import dev.ringback.location.MemoryLocation;
import dev.ringback.routing.Decided;
import dev.ringback.routing.Route;
import dev.ringback.routing.Router;
import dev.ringback.routing.RoutingRequest;
import dev.ringback.routing.trial.Trial;
import dev.ringback.stir.Keys;
import dev.ringback.subscribers.Subscriber;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

class VersionsTest {
    private static final RoutingRequest BY_RULE = request("rule");
    private static final RoutingRequest BY_NUMBER = request("12");
    private static final RoutingRequest BY_CLASS = request("class");
    private static final String CERTIFICATE = "tls: {certificate: cert.pem, key: cert.pem}\n";

    private final Logger logger = (Logger) LoggerFactory.getLogger(Versions.class);
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    @TempDir private Path folder = Path.of("");
    private final FakeUsers users = new FakeUsers();
    private final List<ServerConfig.User> configured = new ArrayList<>();
    private int stamp;

    @BeforeEach
    void listen() {
        log.start();
        logger.addAppender(log);
    }

    @AfterEach
    void stopListening() {
        logger.detachAppender(log);
    }

    @Test
    void changedFileIsTakenOver() throws Exception {
        Versions watch = begin("first");
        assertThat(answer(router(watch), BY_RULE)).isEqualTo("first");
        write("ringback.yaml", yaml("second", "Routes.java"));
        assertThat(answer(router(watch), BY_RULE)).isEqualTo("first");
        watch.poll();
        assertThat(answer(router(watch), BY_RULE)).isEqualTo("second");
        assertThat(warnings()).isEmpty();
    }

    @Test
    void changedClassIsTakenOver() throws Exception {
        Versions watch = begin("first");
        write("Routes.java", script("second"));
        watch.poll();
        assertThat(answer(router(watch), BY_CLASS)).isEqualTo("second");
        assertThat(answer(router(watch), BY_RULE)).isEqualTo("first");
    }

    @Test
    void unchangedFilesAreLeftAlone() throws Exception {
        Versions watch = begin("first");
        Router before = router(watch);
        for (int i = 0; i < 12; i++) {
            watch.poll();
        }
        assertThat(router(watch)).isSameAs(before);
    }

    @Test
    void badFileLeavesTheOldOneInForceAndSaysWhereItIsBad() throws Exception {
        Versions watch = begin("first");
        Router before = router(watch);
        write("ringback.yaml", yaml("second", "Routes.java") + "rulez: []\n");
        watch.poll();
        watch.poll();
        assertThat(router(watch)).isSameAs(before);
        assertThat(warnings())
                .singleElement()
                .asString()
                .startsWith("version 1 stays in force: " + folder.resolve("ringback.yaml") + ":")
                .contains(":1: unknown key 'rulez', did you mean 'rules'?");
    }

    @Test
    void badClassLeavesTheOldOneInForceAndSaysWhereItIsBad() throws Exception {
        Versions watch = begin("first");
        Router before = router(watch);
        write("Routes.java", script("second").replace("return null", "return nothing"));
        watch.poll();
        assertThat(router(watch)).isSameAs(before);
        assertThat(warnings())
                .singleElement()
                .asString()
                .startsWith("version 1 stays in force: " + folder.resolve("Routes.java") + ":5:")
                .contains("cannot find symbol");
        write("Routes.java", script("third"));
        watch.poll();
        assertThat(answer(router(watch), BY_CLASS)).isEqualTo("third");
    }

    @Test
    void fileThatIsGoneLeavesTheOldOneInForce() throws Exception {
        Versions watch = begin("first");
        Files.delete(folder.resolve("Routes.java"));
        watch.poll();
        assertThat(answer(router(watch), BY_CLASS)).isEqualTo("first");
        assertThat(warnings()).singleElement().asString().contains("there is no such file");
        Files.delete(folder.resolve("ringback.yaml"));
        watch.poll();
        assertThat(answer(router(watch), BY_RULE)).isEqualTo("first");
    }

    @Test
    void classThatWasNotThereYetIsTakenOnceItIs() throws Exception {
        Versions watch = begin("first");
        write("ringback.yaml", yaml("second", "Later.java"));
        watch.poll();
        assertThat(answer(router(watch), BY_RULE)).isEqualTo("first");
        write("Later.java", script("second"));
        for (int i = 0; i < 5; i++) {
            watch.poll();
        }
        assertThat(answer(router(watch), BY_CLASS)).isEqualTo("second");
        assertThat(warnings()).hasSize(1);
        write("Later.java", script("third"));
        watch.poll();
        watch.poll();
        assertThat(answer(router(watch), BY_CLASS)).isEqualTo("third");
    }

    @Test
    void everythingIsTakenOverAsOneVersion() throws Exception {
        Versions watch = begin("first");
        ServerVersion before = watch.current();
        write("ringback.yaml", yaml("second", "Routes.java") + "registrar: {min-expires: 10m}\n");
        watch.poll();
        ServerVersion after = watch.current();
        assertThat(after.number()).isEqualTo(2);
        assertThat(answer(router(watch), BY_RULE)).isEqualTo("second");
        assertThat(after.services().settings().registrar().lifetimes().least())
                .isEqualTo(Duration.ofMinutes(10));
        assertThat(answer(before.services().routing().router(), BY_RULE)).isEqualTo("first");
    }

    @Test
    void changedUsersAreAnotherVersionAndEachKeepsItsOwn() throws Exception {
        Versions watch = begin("first");
        ServerVersion before = watch.current();
        watch.takeUsers();
        assertThat(watch.current()).isSameAs(before);
        users.with("bob");
        watch.takeUsers();
        ServerVersion after = watch.current();
        assertThat(after.number()).isEqualTo(2);
        assertThat(after.users().find("bob", "example.com")).isNotNull();
        assertThat(after.config()).isSameAs(before.config());
        assertThat(router(watch)).isEqualTo(before.services().routing().router());
        users.clear();
        watch.takeUsers();
        assertThat(watch.current().users().size()).isZero();
        assertThat(after.users().find("bob", "example.com")).isNotNull();
        assertThat(before.users().size()).isZero();
    }

    @Test
    void usersOfTheConfigurationAreThoseOfItsVersionAndGoFirst() throws Exception {
        users.with("bob");
        Versions watch = begin("first");
        Subscriber stored = watch.current().users().find("bob", "example.com");
        configured.add(new ServerConfig.User("bob", null, "other"));
        configured.add(new ServerConfig.User("eve", null, "x"));
        ServerVersion after = watch.reload();
        assertThat(after.users().size()).isEqualTo(2);
        assertThat(after.users().find("bob", "example.com")).isNotEqualTo(stored);
        configured.clear();
        assertThat(watch.reload().users().find("bob", "example.com")).isEqualTo(stored);
        assertThat(watch.current().users().find("eve", "example.com")).isNull();
    }

    @Test
    void changedRootsOfSignaturesAreTakenOver() throws Exception {
        write("Routes.java", script("first"));
        write("ringback.yaml", yaml("first", "Routes.java") + "stir: {verify: {roots: r.pem}}\n");
        writeRoot("root");
        Versions watch = open();
        watch.poll();
        assertThat(watch.current().number()).isEqualTo(1);
        writeRoot("numbers");
        watch.poll();
        assertThat(watch.current().number()).isEqualTo(2);
    }

    private void writeRoot(String name) throws IOException {
        write("r.pem", new String(Keys.pem(name), StandardCharsets.US_ASCII));
    }

    @Test
    void reloadTakesNothingWhereSomethingIsBad() throws Exception {
        Versions watch = begin("first");
        ServerVersion before = watch.current();
        write("ringback.yaml", yaml("second", "Routes.java"));
        users.fail("no database");
        assertThatThrownBy(watch::reload).isInstanceOf(IOException.class).hasMessage("no database");
        assertThat(watch.current()).isSameAs(before);
        users.fail("");
        write("cert.pem", "no certificate");
        write("ringback.yaml", yaml("second", "Routes.java") + CERTIFICATE);
        assertThatThrownBy(watch::reload)
                .isInstanceOf(IOException.class)
                .hasMessageContaining("cert.pem");
        assertThat(watch.current()).isSameAs(before);
        write("ringback.yaml", yaml("second", "Routes.java"));
        assertThat(watch.reload().number()).isEqualTo(2);
        assertThat(answer(router(watch), BY_RULE)).isEqualTo("second");
        watch.poll();
        assertThat(watch.current().number()).isEqualTo(2);
    }

    @Test
    void whatLastsFromTheStartIsNamedAndStays() throws Exception {
        Versions watch = begin("first");
        write(
                "ringback.yaml",
                yaml("second", "Routes.java")
                        + """
                        listen: ["udp:127.0.0.1:5999"]
                        location: memory
                        limits: {message: 2KiB, transactions: 4000}
                        dns: {timeout: 1s}
                        """);
        ServerVersion after = watch.reload();
        assertThat(after.pending()).containsExactly("listen", "dns", "location", "limits: message");
        assertThat(after.config().limits().message()).isEqualTo(65_536);
        assertThat(after.config().network().listen()).hasSize(2);
        assertThat(after.services().settings().load().transactions()).isEqualTo(4000);
        write("ringback.yaml", yaml("third", "Routes.java"));
        assertThat(watch.reload().pending()).isEmpty();
    }

    /// The file names another class each time, so one write changes rules, dial plan and class.
    @Test
    void noRequestSeesHalfOfAChange() throws Exception {
        write("Routes0.java", script("v0"));
        write("Routes1.java", script("v1"));
        write("ringback.yaml", yaml("v0", "Routes0.java"));
        Versions watch = open();
        AtomicBoolean stop = new AtomicBoolean();
        Set<String> seen = ConcurrentHashMap.newKeySet();
        List<Thread> shards = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            shards.add(Thread.ofPlatform().start(() -> ask(watch, stop, seen)));
        }
        for (int i = 1; i <= 12; i++) {
            write("ringback.yaml", yaml("v" + i % 2, "Routes" + i % 2 + ".java"));
            watch.poll();
        }
        stop.set(true);
        for (Thread shard : shards) {
            shard.join();
        }
        assertThat(seen).containsExactlyInAnyOrder("v0 v0 v0", "v1 v1 v1");
    }

    /// One turn is one request: it takes the router once.
    private static void ask(Versions watch, AtomicBoolean stop, Set<String> seen) {
        while (!stop.get()) {
            Router router = router(watch);
            seen.add(
                    List.of(BY_RULE, BY_NUMBER, BY_CLASS).stream()
                            .map(request -> answer(router, request))
                            .collect(Collectors.joining(" ")));
        }
    }

    private Versions begin(String version) throws Exception {
        write("Routes.java", script(version));
        write("ringback.yaml", yaml(version, "Routes.java"));
        return open();
    }

    private Versions open() throws Exception {
        Versions versions =
                new Versions(
                        read(),
                        this::read,
                        new Assembly(new MemoryLocation()),
                        new WatchedSources(GuardSettings.off()),
                        users);
        versions.begin(List.of());
        return versions;
    }

    private static Router router(Versions versions) {
        return versions.current().services().routing().router();
    }

    private ServerConfig read() throws ConfigException {
        ServerConfigBuilder builder = ServerConfig.builder();
        builder.data(folder);
        configured.forEach(builder::user);
        ConfigFile.read(folder.resolve("ringback.yaml"), Map.of(), builder);
        return builder.build();
    }

    private static String yaml(String version, String script) {
        return """
        domains: [example.com]
        rules:
          - {when: {user: "^rule$"}, reply: 480, reason: "%1$s"}
        dialplan:
          - {number: "12", forward: "sip:%1$s@192.0.2.9"}
        routes: %2$s
        """
                .formatted(version, script);
    }

    private static String script(String version) {
        return """
        import dev.ringback.routing.*;
        class R implements Routes {
            public Route route(RoutingRequest request) {
                if (request.user().equals("class")) return Route.reply(480, "%s");
                return null;
            }
        }
        """
                .formatted(version);
    }

    /// Written as editors do it, and never with the same time of change.
    private void write(String name, String text) throws IOException {
        Path next = Files.writeString(folder.resolve(name + ".new"), text);
        Files.setLastModifiedTime(next, FileTime.fromMillis(++stamp));
        Files.move(next, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
    }

    private static RoutingRequest request(String user) {
        return Trial.request("INVITE sip:" + user + "@example.com").toRouting();
    }

    private static String answer(Router router, RoutingRequest request) {
        Decided decided = Objects.requireNonNull(router.decide(request));
        return switch (decided.route()) {
            case Route.Reply reply -> String.valueOf(reply.reason());
            case Route.Forward forward -> String.valueOf(forward.target().user());
            default -> decided.route().toString();
        };
    }

    private List<String> warnings() {
        return log.list.stream()
                .filter(event -> event.getLevel().isGreaterOrEqual(Level.WARN))
                .map(ILoggingEvent::getFormattedMessage)
                .toList();
    }
}
