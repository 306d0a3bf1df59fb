package dev.ringback.it.secure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.it.peer.FreePorts;
import dev.ringback.it.peer.ServerProcess;
import dev.ringback.it.peer.Sipp;
import dev.ringback.it.peer.SippResult;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// SIPp calls SIPp over TLS through the server. Both sides believe the authority of `ringback cert`
/// only, and SIPp's certificate has to be one of its address, as the server opens the connection to
/// the callee.
class SippTlsTest {
    private static final int CALLS = 500;

    private final FreePorts ports = new FreePorts();
    private final int tlsPort = ports.next();
    private final Certificates certificates = Certificates.make();

    @Test
    void noneOfFiveHundredCallsFails() throws Exception {
        try (ServerProcess server = server()) {
            int callee = ports.next();
            String one = "-m 1 -s bob -au bob -ap bob";
            try (Sipp register = Sipp.scenario("register", callee, options(one, true))) {
                assertClean(register.await(), 1, server);
            }
            try (Sipp uas =
                            Sipp.builtIn("uas", callee, options("-m " + CALLS, false))
                                    .listening(callee);
                    Sipp uac =
                            Sipp.builtIn(
                                    "uac",
                                    ports.next(),
                                    options("-s bob -r 50 -m " + CALLS, true))) {
                assertClean(uac.await(), CALLS, server);
                assertClean(uas.await(), CALLS, server);
            }
        }
    }

    private ServerProcess server() throws Exception {
        return ServerProcess.start(
                ports,
                "--config",
                certificates.serverConfig().toString(),
                "--user",
                "bob:bob",
                "--listen",
                "tls:127.0.0.1:" + tlsPort);
    }

    private String[] options(String words, boolean calls) {
        List<String> options = new ArrayList<>(List.of("-t", "l1"));
        options.addAll(List.of("-tls_cert", certificates.certificate().toString()));
        options.addAll(List.of("-tls_key", certificates.key().toString()));
        options.addAll(List.of("-tls_ca", certificates.authority().toString()));
        options.addAll(List.of(words.split(" ")));
        if (calls) {
            options.add("127.0.0.1:" + tlsPort);
        }
        return options.toArray(String[]::new);
    }

    private static void assertClean(SippResult result, int calls, ServerProcess server) {
        String report = result.report() + "\n" + server.describe();
        assertThat(result.exit()).as(report).isZero();
        assertThat(result.total("SuccessfulCall")).as(report).isEqualTo(calls);
        assertThat(result.total("FailedCall")).as(report).isZero();
    }
}
