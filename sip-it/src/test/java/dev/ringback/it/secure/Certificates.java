package dev.ringback.it.secure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.it.peer.Checkout;
import dev.ringback.it.peer.Finished;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// What `ringback cert` made in a folder of a test.
public record Certificates(Path folder) {
    /// Makes a certificate for localhost and its addresses, or for other names.
    public static Certificates make(String... names) {
        Certificates made = new Certificates(Checkout.folder("certificates"));
        made.renew(names);
        return made;
    }

    /// Makes another certificate, of the same authority.
    public void renew(String... names) {
        List<String> arguments = new ArrayList<>(List.of("cert", "--force", "--dir"));
        arguments.add(folder.toString());
        arguments.addAll(List.of(names));
        Finished done = Checkout.run(arguments.toArray(String[]::new));
        assertThat(done.exit()).as(done.err()).isZero();
    }

    /// A file with the configuration of a server for `localhost` that shows the certificate and
    /// believes no authority but this one.
    ///
    /// @param more further lines
    public Path serverConfig(String... more) throws IOException {
        String text =
                """
                domains: [localhost]
                tls:
                  certificate: %s
                  key: %s
                  authorities: %s
                """
                        .formatted(certificate(), key(), authority());
        Path file = folder.resolve("ringback.yaml");
        Files.writeString(file, text + String.join("\n", more));
        return file;
    }

    public Path authority() {
        return folder.resolve("ca.pem");
    }

    public Path certificate() {
        return folder.resolve("cert.pem");
    }

    public Path key() {
        return folder.resolve("key.pem");
    }

    /// As the option `--tls` of the server wants it.
    public String option() {
        return certificate() + "," + key();
    }
}
