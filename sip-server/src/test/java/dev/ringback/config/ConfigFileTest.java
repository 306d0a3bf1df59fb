package dev.ringback.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ringback.auth.DigestAlgorithm;
import dev.ringback.config.secure.CertificateFiles;
import dev.ringback.config.secure.TlsConfig;
import dev.ringback.config.secure.WebSocketConfig;
import dev.ringback.core.Mode;
import dev.ringback.echo.PortRange;
import dev.ringback.guard.GuardSettings;
import dev.ringback.redirect.Ambiguity;
import dev.ringback.registrar.PathRule;
import dev.ringback.stack.Transport;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ConfigFileTest {
    private static final Map<String, String> ENVIRONMENT = Map.of("STATE", "/srv/state", "N", "7");

    private static ServerConfig read(String text) throws ConfigException {
        ServerConfigBuilder builder = ServerConfig.builder();
        ConfigFile.read("r.yaml", text, ENVIRONMENT, builder);
        return builder.build();
    }

    @Test
    void everyKeyOfTheExampleIsTaken() throws ConfigException {
        ServerConfig config =
                read(
                        """
                        domains: [Example.com, b.example.com]
                        listen: [udp:*:5060, "tcp:[::1]:5080"]
                        advertise: sip.example.com
                        auth: {required: false, algorithms: [MD5]}
                        registrar: {min-expires: 30s, max-expires: 2h, max-contacts: 5}
                        proxy: {recurse: true}
                        limits:
                          {message: 32KiB, body: 16KiB, uri: 1KiB, headers: 100, transactions: 5000}
                        echo: {answer-after: 1500ms, unacceptable: 606, require: [timer],
                               ports: 20000-20099}
                        dns:
                          servers: [192.0.2.53, "127.0.0.1:5353", "::1", "[::1]:54"]
                          timeout: 800ms
                        location: embedded
                        subscribers: embedded
                        data: ${STATE}/ringback
                        """);

        assertThat(config.domains()).containsExactly("example.com", "b.example.com");
        assertThat(config.network().listen())
                .containsExactly(
                        new Listen(Transport.UDP, "*", 5060),
                        new Listen(Transport.TCP, "::1", 5080));
        assertThat(config.network().advertise()).isEqualTo("sip.example.com");
        assertThat(config.network().dns())
                .isEqualTo(
                        new ServerConfig.Dns(
                                List.of(
                                        address("192.0.2.53", 53),
                                        address("127.0.0.1", 5353),
                                        address("::1", 53),
                                        address("::1", 54)),
                                Duration.ofMillis(800)));
        assertThat(config.routing().recurse()).isTrue();
        assertThat(config.access().required()).isFalse();
        assertThat(config.access().algorithms()).containsExactly(DigestAlgorithm.MD5);
        assertThat(config.registrar().minExpires()).isEqualTo(Duration.ofSeconds(30));
        assertThat(config.registrar().maxExpires()).isEqualTo(Duration.ofHours(2));
        assertThat(config.registrar().maxContacts()).isEqualTo(5);
        assertThat(config.limits())
                .isEqualTo(
                        new ServerConfig.Limits(
                                32_768,
                                16_384,
                                1024,
                                100,
                                5_000,
                                new ServerConfig.Protection(GuardSettings.defaults(), null)));
        assertThat(config.service().echo().answerAfter()).isEqualTo(Duration.ofMillis(1_500));
        assertThat(config.service().echo().unacceptable()).isEqualTo(606);
        assertThat(config.service().echo().required()).containsExactly("timer");
        assertThat(config.service().echo().ports()).isEqualTo(new PortRange(20_000, 20_099));
        assertThat(config.data()).isEqualTo(Path.of("/srv/state/ringback"));
    }

    @Test
    void certificatesAndWebSocketsAreTaken() throws ConfigException {
        ServerConfig config =
                read(
                        """
                        listen: ["tls:*", "wss:*:8443/phones", "ws:*"]
                        tls:
                          certificate: a.pem
                          key: a-key.pem
                          certificates: [{certificate: b.pem, key: b.pem}]
                          authorities: ca.pem
                          clients: request
                          verify-servers: false
                        websocket: {origins: ["https://Phone.example.com"], paths: [/sip]}
                        """);

        assertThat(config.network().listen().toString())
                .isEqualTo("[tls:*:5061, wss:*:8443/phones, ws:*:8080]");
        assertThat(config.network().sockets().tls())
                .isEqualTo(
                        new TlsConfig(
                                List.of(
                                        new CertificateFiles(
                                                Path.of("a.pem"), Path.of("a-key.pem")),
                                        new CertificateFiles(Path.of("b.pem"), Path.of("b.pem"))),
                                Path.of("ca.pem"),
                                TlsConfig.Clients.REQUEST,
                                false));
        assertThat(config.network().sockets().webSocket())
                .isEqualTo(
                        new WebSocketConfig(List.of("https://phone.example.com"), List.of("/sip")));
    }

    @Test
    void anEmptyFileLeavesTheDefaults() throws ConfigException {
        ServerConfig config = read("# nothing yet\n");

        assertThat(config.served()).containsExactly("localhost");
        assertThat(config.network().listen().toString()).isEqualTo("[udp:*:5060, tcp:*:5060]");
        assertThat(config.access().required()).isTrue();
        assertThat(config.access().algorithms())
                .containsExactly(DigestAlgorithm.SHA_256, DigestAlgorithm.MD5);
        assertThat(config.registrar().maxContacts()).isEqualTo(10);
        assertThat(config.data()).isEqualTo(Path.of("ringback-data"));
    }

    @Test
    void oneKeyOfASectionLeavesTheOthersAlone() throws ConfigException {
        ServerConfig config = read("registrar: {max-contacts: 3}\nlimits: {uri: 512}\n");

        assertThat(config.registrar().maxContacts()).isEqualTo(3);
        assertThat(config.registrar().maxExpires()).isEqualTo(Duration.ofHours(1));
        assertThat(config.limits().uri()).isEqualTo(512);
        assertThat(config.limits().headers()).isEqualTo(256);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "domain: x | r.yaml:1:1: unknown key 'domain', did you mean 'domains'?",
                "domains: x;auth:;  requird: true"
                        + " | r.yaml:3:3: unknown key 'requird', did you mean 'required'?",
                "auth: {zzz: 1}"
                        + " | r.yaml:1:8: unknown key 'zzz', known here: required, algorithms,"
                        + " tries",
                "tls: {key: k} | r.yaml:1:7: 'key' without 'certificate'",
                "tls: {certificate: k} | r.yaml:1:7: 'certificate' without 'key'; may be the same"
                        + " file",
                "tls: {clients: all} | r.yaml:1:16: clients: 'all' is none of ignore, request and"
                        + " require",
                "websocket: {origins: [phone]} | r.yaml:1:23: origins: 'phone' is no origin: write"
                        + " it like https://phone.example.com",
                "websocket: {paths: [sip]} | r.yaml:1:21: paths: 'sip' is no path: write it like"
                        + " /sip",
                "domains: x;rules: {a: b}"
                        + " | r.yaml:2:8: 'rules' takes a list, found keys with values",
                "domains: x;routes: none/R.java"
                        + " | r.yaml:2:1: routes: none/R.java: there is no such file",
                "listen: [udp:*,;  sctp:*:5061]"
                        + " | r.yaml:2:3: listen: 'sctp:*:5061' names no transport: write it like"
                        + " udp:127.0.0.1:5060, tls:*:5061, ws:*:8080/sip or udp:[::1]:5060",
                "listen: [udp:*, udp:*:5060] | r.yaml:1:17: listen: 'udp:*:5060' is listed twice",
                "echo: {ports: 20000-19000}"
                        + " | r.yaml:1:15: ports: '20000-19000' is no range of ports"
                        + " from 1024 to 65535, like 16384-16483",
                "echo: {ports: 4000} | r.yaml:1:15: ports: '4000' is no range of ports"
                        + " from 1024 to 65535, like 16384-16483",
                "dns: {servers: ns.example} | r.yaml:1:16: servers: 'ns.example' is no name server:"
                        + " write it like 192.0.2.53, 127.0.0.1:5353 or [::1]:53",
                "dns: {servers: '[::1]:0'} | r.yaml:1:16: servers: '[::1]:0' is no name server:"
                        + " write it like 192.0.2.53, 127.0.0.1:5353 or [::1]:53",
                "dns: {timeout: 6s} | r.yaml:1:16: timeout: '6s' is not between 100ms and 5s",
                "domains: [a, A] | r.yaml:1:14: domains: 'a' is listed twice",
                "domains: [] | r.yaml:1:10: 'domains' needs at least one value",
                "domains: | r.yaml:1:9: 'domains' takes a single value, found nothing",
                "domains: {a: b}"
                        + " | r.yaml:1:10: 'domains' takes a single value, found keys with values",
                "domains: a;domains: b | r.yaml:2:1: 'domains' is given twice",
                "advertise: a.b:5060"
                        + " | r.yaml:1:12: advertise: 'a.b:5060' is no host name, it takes no port",
                "limits: {message: 10}"
                        + " | r.yaml:1:19: message: '10' is not between 1024 and 16777216 bytes",
                "limits: {body: 1GiB}"
                        + " | r.yaml:1:16: body: '1GiB' is not between 0 and 16777216 bytes",
                "data: ${NOPE} | r.yaml:1:7: the environment variable NOPE is not set",
                "data: ${NOPE"
                        + " | r.yaml:1:7: '${NOPE' is no variable:"
                        + " write ${NAME}, or $${ for the characters",
                "- a | r.yaml:1:1: expected keys with values, found a list",
                "auth: &a {};limits: *a | r.yaml:2:9: aliases are not supported",
                "domains: a;---;domains: b | r.yaml:3:1: only one document is expected",
                "domains: [x;foo: bar"
                        + " | r.yaml:2:4: this is no YAML: while parsing a flow sequence,"
                        + " expected ',' or ']', but got :",
            })
    void whatIsWrongIsToldWithItsPlace(String text, String message) {
        assertThatThrownBy(() -> read(text.replace(';', '\n')))
                .isInstanceOf(ConfigException.class)
                .hasMessage(message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "auth: yes"
                        + " | r.yaml:1:7: 'auth' takes the keys required, algorithms, tries,"
                        + " found a single value",
                "auth: {required: yes}"
                        + " | r.yaml:1:18: required: 'yes' is neither true nor false",
                "auth: {algorithms: [SHA-1]}"
                        + " | r.yaml:1:21: algorithms: 'SHA-1' is no algorithm that is known here:"
                        + " SHA-256, MD5",
                "registrar: {min-expires: 60}"
                        + " | r.yaml:1:26: min-expires: '60' is no time:"
                        + " write it like 500ms, 60s, 5m or 1h",
                "registrar: {max-expires: 900d}"
                        + " | r.yaml:1:26: max-expires: '900d' is not between 1s and 366d",
                "registrar: {min-expires: 2h, max-expires: 1h}"
                        + " | r.yaml:1:12: registrar: min-expires is longer than max-expires",
                "registrar: {max-contacts: 0}"
                        + " | r.yaml:1:27: max-contacts: '0' is no number between 1 and 1000",
                "auth: {tries: 0} | r.yaml:1:15: tries: '0' is no number between 1 and 1000",
                "mode: b2bua | r.yaml:1:7: mode: 'b2bua' is no mode: proxy, stateless or redirect",
                "ambiguous: 403"
                        + " | r.yaml:1:12: ambiguous: '403' is no choice: list, hide or 404",
                "moved: {bob: [sip:a@b, sip:c@d]}"
                        + " | r.yaml:1:1: moved: bob has moved to one place only",
                "moved: {bob: nowhere} | r.yaml:1:14: bob: 'nowhere' is no URI:"
                        + " write it like sip:bob@example.com",
                "registrar: {path: maybe}"
                        + " | r.yaml:1:19: path: 'maybe' is no choice:"
                        + " supported, always or required",
                "registrar: {service-route: [sip:a.example]}"
                        + " | r.yaml:1:29: service-route: 'sip:a.example' is no route:"
                        + " write it like sip:proxy.example.com;lr",
                "registrar: {third-party: [a]}"
                        + " | r.yaml:1:26: 'third-party' takes names with lists, found a list",
                "registrar: {third-party: {sip:a: [b]}}"
                        + " | r.yaml:1:27: 'sip:a' is no user:"
                        + " write it like bob or bob@example.com",
                "registrar: {third-party: {a: ['@x']}}"
                        + " | r.yaml:1:31: a: '@x' is no user:"
                        + " write it like bob or bob@example.com",
            })
    void whatIsWrongAboutUsersIsToldWithItsPlace(String text, String message) {
        whatIsWrongIsToldWithItsPlace(text, message);
    }

    @Test
    void aRegistrarTakesPathsAndHandsOutServiceRoutes() throws ConfigException {
        ServerConfig.Registrar standard = read("domains: x\n").registrar();
        assertThat(standard.path()).isEqualTo(PathRule.SUPPORTED);
        assertThat(standard.serviceRoute()).isEmpty();
        ServerConfig.Registrar registrar =
                read("""
                                registrar:
                                  path: required
                                  service-route: [sip:a.example;lr, "sip:b.example:5080;lr"]
                                  max-binding: 1KiB
                                """)
                        .registrar();
        assertThat(registrar.path()).isEqualTo(PathRule.REQUIRED);
        assertThat(registrar.serviceRoute())
                .hasToString("[<sip:a.example;lr>, <sip:b.example:5080;lr>]");
        assertThat(registrar.maxBinding()).isEqualTo(1024);
    }

    @Test
    void usersHaveOtherNamesMoveAndGo() throws ConfigException {
        ServerConfig.Service service =
                read("""
                                domains: [example.com, b.example]
                                mode: redirect
                                aliases: {info: bob, smith: [j.smith, m.smith@b.example]}
                                moved: {eve: "sip:eve@new.example"}
                                gone: [carol@b.example]
                                ambiguous: list
                                """)
                        .service();
        assertThat(service.mode()).isEqualTo(Mode.REDIRECT);
        assertThat(service.aliases())
                .hasSize(2)
                .containsEntry(
                        new UserName("smith", null),
                        List.of(
                                new UserName("j.smith", null),
                                new UserName("m.smith", "b.example")));
        assertThat(service.moved()).hasToString("{eve=sip:eve@new.example}");
        assertThat(service.gone()).containsExactly(new UserName("carol", "b.example"));
        assertThat(service.ambiguity()).isEqualTo(Ambiguity.LIST);
        assertThat(read("domains: x\n").service().ambiguity()).isEqualTo(Ambiguity.HIDE);
        assertThat(read("ambiguous: 404\n").service().ambiguity()).isEqualTo(Ambiguity.DENY);
        assertThatThrownBy(() -> read("gone: [bob]\naliases: {bob@localhost: eve}\n"))
                .hasMessage("user bob@localhost is in more than one of aliases, moved and gone");
    }

    @Test
    void thirdPartiesAreUsersWithThoseForWhomTheyMayRegister() throws ConfigException {
        ServerConfig config =
                read(
                        """
                        domains: [example.com, b.example]
                        registrar: {third-party: {admin: "*", desk@B.example: [bob, eve@b.example]}}
                        """);
        UserName admin = new UserName("admin", null);
        UserName desk = new UserName("desk", "b.example");
        assertThat(config.access().thirdParties())
                .containsExactly(
                        new ServerConfig.ThirdParty(admin, null),
                        new ServerConfig.ThirdParty(desk, new UserName("bob", null)),
                        new ServerConfig.ThirdParty(desk, new UserName("eve", "b.example")));
        assertThatThrownBy(() -> read("registrar: {third-party: {a@elsewhere.example: [b]}}"))
                .hasMessage("user a@elsewhere.example: the domain is not served (localhost)");
    }

    @Test
    void variablesStandForTheirValues() throws ConfigException {
        assertThat(read("registrar: {max-contacts: \"${N}\"}").registrar().maxContacts())
                .isEqualTo(7);
        assertThat(read("data: a$${N}-${N}").data()).isEqualTo(Path.of("a${N}-7"));
    }

    @Test
    void aFileThatCannotBeReadIsNamed(@TempDir Path folder) throws IOException {
        Path binary = Files.write(folder.resolve("b"), new byte[] {(byte) 0xff, 0, (byte) 0xfe});
        for (Path file : List.of(folder.resolve("none.yaml"), folder, binary)) {
            assertThatThrownBy(() -> ConfigFile.read(file, Map.of(), ServerConfig.builder()))
                    .isInstanceOf(ConfigException.class)
                    .hasMessageStartingWith("cannot read " + file + ": ")
                    .hasMessageNotContaining("\n");
        }
    }

    @Test
    void partsThatDoNotFitTogetherAreRefused() {
        ServerConfigBuilder user =
                ServerConfig.builder().user(new ServerConfig.User("a", "b.example", "secret"));
        assertThatThrownBy(user::build)
                .hasMessage("user a@b.example: the domain is not served (localhost)");

        Listen socket = Listen.parse("udp:*");
        ServerConfigBuilder twice = ServerConfig.builder().listen(List.of(socket, socket));
        assertThatThrownBy(twice::build).hasMessage("'udp:*:5060' is listed twice in listen");
    }

    private static InetSocketAddress address(String literal, int port) {
        return new InetSocketAddress(InetAddress.ofLiteral(literal), port);
    }
}
